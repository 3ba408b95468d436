/** A Succeed state. */

import { select } from '../input-output/input-output.ts';
import type { StateAction } from './state-action.ts';

export const runSucceed: StateAction = ({ fields, data }) => ({ output: select(fields['OutputPath'], data) });
