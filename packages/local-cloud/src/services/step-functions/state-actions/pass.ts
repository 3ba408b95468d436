/** A Pass state: its `Result`, or its input after `Parameters`. */

import { effectiveInput, outputOfResult } from '../input-output/input-output.ts';
import type { StateAction } from './state-action.ts';

export const runPass: StateAction = (state) => {
  const { Parameters: parameters, Result: result } = state.fields;
  const value = effectiveInput(parameters, state).value;
  if (result === undefined) state.observe?.('afterParameters', value);
  else state.observe?.('result', result);
  return { output: outputOfResult(result === undefined ? value : result, state) };
};
