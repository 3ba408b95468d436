/** Asks TestState of a local cloud that has Step Functions and roles, as the account's owner does. */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, objectAt, parseJson } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { iam } from '../../iam/index.ts';
import { stepFunctions } from '../index.ts';

/** What a test says of a request: data instead of the JSON strings of the API. */
export type TestRequestData = {
  readonly state?: JsonObject;
  readonly machine?: JsonObject;
  readonly input?: JsonValue;
  /** Of `mock.result`. */
  readonly result?: JsonValue;
  readonly error?: JsonObject;
  readonly mode?: string;
  readonly context?: JsonValue;
  readonly variables?: JsonValue;
  readonly configuration?: JsonObject;
  /** Members of the request as the API has them. */
  readonly members?: JsonObject;
};

export type TestStateAsker = {
  /** The output, its JSON strings parsed. Throws `AwsError`. */
  readonly answerTo: (data: TestRequestData) => Promise<JsonObject>;
  /** `inspectionData` of the output, its JSON strings parsed. */
  readonly inspectionOf: (data: TestRequestData) => Promise<JsonObject>;
  /** The error as `name: message`; throws if there is none. */
  readonly refusalOf: (data: TestRequestData) => Promise<string>;
};

export async function createTestStateAsker(): Promise<TestStateAsker> {
  const { call } = await openTestCloud([iam, stepFunctions]);
  const answerTo = async (data: TestRequestData) => parsed(await call('states', 'TestState', requestOf(data)));
  return {
    answerTo,
    inspectionOf: async (data) => objectAt(await answerTo(data), 'inspectionData'),
    refusalOf: async (data) => {
      const refused = await answerTo(data).catch((error: unknown) => error);
      if (refused instanceof AwsError) return `${refused.name}: ${refused.message}`;
      throw new Error(`TestState refused nothing: ${JSON.stringify(refused)}`);
    },
  };
}

/** The input of the API. DEBUG if nothing else is asked for. */
function requestOf({ state, machine, input, result, error, mode, ...rest }: TestRequestData): JsonObject {
  const mock = {
    ...(result !== undefined && { result: JSON.stringify(result) }),
    ...(error && { errorOutput: error }),
    ...(mode !== undefined && { fieldValidationMode: mode }),
  };
  return {
    definition: JSON.stringify(machine ?? state),
    inspectionLevel: 'DEBUG',
    ...(input !== undefined && { input: JSON.stringify(input) }),
    ...(Object.keys(mock).length > 0 && { mock }),
    ...(rest.context !== undefined && { context: JSON.stringify(rest.context) }),
    ...(rest.variables !== undefined && { variables: JSON.stringify(rest.variables) }),
    ...(rest.configuration && { stateConfiguration: rest.configuration }),
    ...rest.members,
  };
}

const TEXTS = ['output', 'input', 'variables', 'result'];

function parsed(answer: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      if (name === 'inspectionData' && isJsonObject(value)) return [name, parsed(value)] as const;
      const isText = typeof value === 'string' && (TEXTS.includes(name) || name.startsWith('after'));
      return [name, isText ? parseJson(value) : value] as const;
    }),
  );
}
