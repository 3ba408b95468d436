/** The mock of TestState: the result or the error that takes the place of what the state would do. */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, objectAt, parseJson, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { StatesError } from '../errors/states-error.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { checkMockedResult } from './mocked-result.ts';
import type { TestedState } from './tested-state.ts';

export type Mock = { readonly result: Payload } | { readonly error: StatesError };

const MOCKABLE = ['Task', 'Map', 'Parallel'];

/** Throws `ValidationException` (localstack, test_state_mock_validation, recorded on AWS, has the messages). */
export function readMock(mock: JsonObject, tested: TestedState, revealsSecrets: boolean): Mock {
  if (!MOCKABLE.includes(tested.type)) {
    throw rejected(`State type '${tested.type}' is not supported when a mock is specified`);
  }
  if (revealsSecrets) throw rejected('TestState does not support RevealSecrets when a mock is specified.');
  const text = stringAt(mock, 'result');
  const isError = isJsonObject(mock['errorOutput']);
  if ((text !== undefined) === isError) {
    throw rejected('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (text === undefined) {
    const { error, cause } = objectAt(mock, 'errorOutput');
    return { error: new StatesError(textOf(error), textOf(cause)) };
  }
  const value = parse(text);
  checkShape(value, tested);
  checkMockedResult(
    value,
    stringAt(tested.fields, 'Resource') ?? '',
    stringAt(mock, 'fieldValidationMode') ?? 'STRICT',
  );
  return { result: { value, text } };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    throw rejected('Mocked result must be valid JSON');
  }
}

/** The results of all branches or iterations, or what a ResultWriter makes of them. */
function checkShape(value: JsonValue, { type, fields }: TestedState): void {
  if (type === 'Task') return;
  if ('ResultWriter' in fields) {
    if (!isJsonObject(value)) throw rejected('Mocked result must be a JSON object.');
    return;
  }
  if (!Array.isArray(value)) throw rejected('Mocked result must be an array.');
  const branches = fields['Branches'];
  if (type === 'Parallel' && Array.isArray(branches) && branches.length !== value.length) {
    throw rejected('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

function rejected(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
