import { createHandle } from '../../plugin/handle.ts';

/** Evaluates all alarms as of a time, in epoch milliseconds. */
export const EVALUATE_ALARMS = createHandle<(nowEpochMs: number) => void>('the evaluation of alarms');
