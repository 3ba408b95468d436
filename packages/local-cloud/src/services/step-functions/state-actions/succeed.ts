/** A Succeed state. */

import { select } from '../run/input-output.ts';
import type { StateAction } from '../run/run.ts';

export const runSucceed: StateAction = ({ fields, data }) => ({ output: select(fields['OutputPath'], data) });
