/** A Fail state. */

import { stringAt } from '../../../kernel/json.ts';
import { readField } from '../input-output/payload-template.ts';
import type { ActiveState, StateAction } from './state-action.ts';
import { runtimeError, StatesError } from '../errors/states-error.ts';

export const runFail: StateAction = (state) => {
  throw new StatesError(textOf(state, 'Error'), textOf(state, 'Cause'));
};

function textOf({ fields, data }: ActiveState, field: 'Error' | 'Cause'): string | undefined {
  const path = stringAt(fields, `${field}Path`);
  if (path === undefined) return stringAt(fields, field);
  const value = readField(path, `${field}Path`, data);
  if (typeof value === 'string') return value;
  throw runtimeError(`The ${field}Path parameter does not reference a string: ${path} == ${JSON.stringify(value)}`);
}
