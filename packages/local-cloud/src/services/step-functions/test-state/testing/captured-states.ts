/** The states and inputs that AWS was asked about. */

import { machineOf } from '../../testing/machine-fixture.ts';
import type { TestRequestData } from '../../testing/ask-test-state.ts';
import type { JsonObject } from '../../../../kernel/json.ts';

export type Capture = TestRequestData & { readonly name: string; readonly says: JsonObject };

export const HELLO = { Value: 'HelloWorld' };
export const NESTED = {
  initialData: { fieldFromInput: 'value from input', otherField: 'other' },
  unrelatedData: { someOtherField: 1234 },
};
export const MODIFIED = { staticValue: 'some value', inputValue: 'value from input' };
export const MOCK_ERROR = { error: 'MockException', cause: 'Mock the cause of the error.' };
export const VALUES = { Values: ['first', 'second', 'third'] };
export const INVOKE = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
export const FOO = { FunctionName: 'foo', Payload: 'bar' };
const PROCESSOR = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'HandleItem',
  States: { HandleItem: { Type: 'Pass', End: true } },
};
export const MAP = { Type: 'Map', ItemsPath: '$.Values', ItemProcessor: PROCESSOR, End: true };
export const PARALLEL = {
  Type: 'Parallel',
  Branches: ['B1', 'B2'].map((name) => machineOf({ [name]: { Type: 'Pass', End: true } })),
  End: true,
};
