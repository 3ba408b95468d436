/** What a type of state does between entering a state and leaving it. */

import type { JsonValue } from '../../../kernel/json.ts';
import type { Branch, Run } from '../branches/branch.ts';
import type { StateInput } from '../input-output/input-output.ts';

/** A state that was entered. */
export type ActiveState = StateInput & { readonly branch: Branch; readonly run: Run };

/** The state's result. Only states that choose the next state give `next`. */
type Outcome = { readonly output: JsonValue; readonly next?: string };

/** Throws `StatesError`. */
export type StateAction = (state: ActiveState) => Outcome | Promise<Outcome>;
