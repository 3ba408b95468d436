/** The input of TestState, checked by the constraints of its API reference and parsed. */

import { checkInput } from '../../../aws/check-input.ts';
import type { Shape, Structure } from '../../../aws/check-input.ts';
import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, numberAt, objectAt, parseJson, parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { executionInput } from '../execution-input.ts';
import { DATA_LIMIT_BYTES } from '../input-output/data-limit.ts';
import type { Payload } from '../input-output/data-limit.ts';

export type TestRequest = {
  readonly definition: string;
  /** Undefined if `definition` is a single state. */
  readonly stateName: string | undefined;
  readonly input: Payload;
  readonly roleArn: string | undefined;
  readonly isInspected: boolean;
  readonly revealsSecrets: boolean;
  readonly variables: JsonObject;
  /** As it came: `readMock` looks into it. */
  readonly mock: JsonObject | undefined;
  /** As it came: `readContext` looks into it. */
  readonly context: string | undefined;
  readonly configuration: StateConfiguration;
};

export type StateConfiguration = {
  readonly retrierRetryCount: number;
  readonly errorCausedByState: string | undefined;
  readonly mapIterationFailureCount: number | undefined;
  readonly mapItemReaderData: string | undefined;
};

const DATA: Shape = { type: 'text', max: DATA_LIMIT_BYTES };
const NAME: Shape = { type: 'text', min: 1, max: 80 };
const COUNT: Shape = { type: 'number', min: 0 };

const TEST_STATE: Structure = {
  type: 'structure',
  required: ['definition'],
  members: {
    definition: { type: 'text', min: 1, max: 1_048_576 },
    stateName: NAME,
    roleArn: { type: 'text', min: 1, max: 256 },
    // `executionInput` checks its length, in bytes.
    input: { type: 'text' },
    inspectionLevel: { type: 'text', pattern: /^(INFO|DEBUG|TRACE)$/ },
    variables: DATA,
    context: DATA,
    mock: {
      type: 'structure',
      members: {
        result: DATA,
        errorOutput: {
          type: 'structure',
          required: ['error'],
          members: { error: { type: 'text', max: 256 }, cause: { type: 'text', max: 32_768 } },
        },
        fieldValidationMode: { type: 'text', pattern: /^(STRICT|PRESENT|NONE)$/ },
      },
    },
    stateConfiguration: {
      type: 'structure',
      members: {
        retrierRetryCount: COUNT,
        errorCausedByState: NAME,
        mapIterationFailureCount: COUNT,
        mapItemReaderData: DATA,
      },
    },
  },
};

/** Throws `ValidationException`, `SerializationException`, `InvalidArn` and `InvalidExecutionInput`. */
export function readRequest(input: JsonObject): TestRequest {
  checkInput(input, TEST_STATE);
  const roleArn = stringAt(input, 'roleArn');
  if (roleArn !== undefined && !/^arn:aws:iam::\d{12}:role\/./.test(roleArn)) {
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  }
  const text = executionInput(input);
  const configuration = objectAt(input, 'stateConfiguration');
  return {
    definition: stringAt(input, 'definition') ?? '',
    stateName: stringAt(input, 'stateName'),
    input: { value: parseJson(text), text },
    roleArn,
    isInspected: ['DEBUG', 'TRACE'].includes(stringAt(input, 'inspectionLevel') ?? ''),
    revealsSecrets: input['revealSecrets'] === true,
    variables: variablesIn(stringAt(input, 'variables') ?? '{}'),
    mock: isJsonObject(input['mock']) ? input['mock'] : undefined,
    context: stringAt(input, 'context'),
    configuration: {
      retrierRetryCount: numberAt(configuration, 'retrierRetryCount') ?? 0,
      errorCausedByState: stringAt(configuration, 'errorCausedByState'),
      mapIterationFailureCount: numberAt(configuration, 'mapIterationFailureCount'),
      mapItemReaderData: stringAt(configuration, 'mapItemReaderData'),
    },
  };
}

function variablesIn(text: string): JsonObject {
  const variables = parseObject(text);
  if (!variables) throw new AwsError('ValidationException', 'Variables must be a valid JSON object');
  return variables;
}
