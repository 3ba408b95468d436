/** What each type of state does. */

import type { StateAction } from './state-action.ts';
import { runChoice } from './choice.ts';
import { runFail } from './fail.ts';
import { runMap } from './map.ts';
import { runParallel } from './parallel.ts';
import { runPass } from './pass.ts';
import { runSucceed } from './succeed.ts';
import { runTask } from './task.ts';
import { runWait } from './wait.ts';

export const STATE_ACTIONS: { readonly [type: string]: StateAction } = {
  Choice: runChoice,
  Fail: runFail,
  Map: runMap,
  Parallel: runParallel,
  Pass: runPass,
  Succeed: runSucceed,
  Task: runTask,
  Wait: runWait,
};
