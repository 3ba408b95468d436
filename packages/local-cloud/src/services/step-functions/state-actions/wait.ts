/** A Wait state. */

import { stringAt } from '../../../kernel/json.ts';
import { readValue, select } from '../input-output/input-output.ts';
import { integerField } from '../input-output/integer-field.ts';
import type { ActiveState, StateAction } from './state-action.ts';
import { waitFor } from '../branches/wait-for.ts';
import { runtimeError } from '../errors/states-error.ts';
import { parseTimestamp } from '../input-output/timestamp.ts';

export const runWait: StateAction = async (state) => {
  await waitFor(millisecondsOf(state), state.branch.halt);
  return { output: select(state.fields['OutputPath'], state.data) };
};

function millisecondsOf(state: ActiveState): number {
  const seconds = integerField(state, 'Seconds', 0);
  return seconds === undefined ? momentOf(state) - Date.now() : seconds * 1000;
}

function momentOf({ fields, data }: ActiveState): number {
  const path = stringAt(fields, 'TimestampPath');
  const value = path === undefined ? fields['Timestamp'] : readValue(path, data);
  const moment = parseTimestamp(value);
  if (moment !== undefined) return moment;
  const told = `${path ?? 'Timestamp'} == ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  throw runtimeError(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${told}`,
  );
}
