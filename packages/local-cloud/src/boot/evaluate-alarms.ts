/** Evaluates the alarms of a running cloud as of another time, for tests of alarms that ring when nothing has happened. */

import { EVALUATE_ALARMS } from '../services/cloudwatch/handle.ts';
import type { RunningCloud } from './boot.ts';

/** `atEpochMs` may be in the future: values are then as old as they will be. */
export function evaluateAlarms({ cloud }: RunningCloud, atEpochMs: number): void {
  EVALUATE_ALARMS.of(cloud)(atEpochMs);
}
