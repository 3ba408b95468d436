/**
 * The state of an alarm, given its latest data points ("Evaluating an alarm" and "Configuring how CloudWatch alarms treat
 * missing data", CloudWatch user guide).
 */

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export type DecisionRule = {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
};

/**
 * CloudWatch looks at more periods than it evaluates, and doesn't say at how many. In the guide's examples they are five for
 * an alarm that evaluates three.
 */
const FURTHER_PERIODS = 2;

export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + FURTHER_PERIODS;
}

/** `points` has the whole evaluation range, newest first: whether each breaches the threshold, or undefined if it is missing. */
export function decideState(
  points: readonly (boolean | undefined)[],
  { evaluationPeriods, datapointsToAlarm, missingData }: DecisionRule,
  current: AlarmStateValue,
): AlarmStateValue {
  const real = points.filter((point) => point !== undefined).slice(0, evaluationPeriods);
  const missing = evaluationPeriods - real.length;
  const breaching = real.filter(Boolean).length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (missing === 0 || breaching < real.length) {
    return missingData === 'breaching' && breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  // All that is there breaches, but it is too little.
  if (missingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missingData === 'notBreaching') return 'OK';
  if (missingData === 'ignore') return current;
  const oldest = points.lastIndexOf(true);
  return oldest + 1 >= datapointsToAlarm && oldest >= 0 ? 'ALARM' : 'INSUFFICIENT_DATA';
}
