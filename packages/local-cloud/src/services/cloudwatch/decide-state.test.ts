/** The tables of CloudWatch's user guide ("How alarm state is evaluated when data is missing"). */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { decideState, evaluationRange } from './decide-state.ts';
import type { MissingData } from './decide-state.ts';

/** Oldest first: 0 is within the threshold, X breaches it, - is missing. */
function pointsOf(picture: string): readonly (boolean | undefined)[] {
  const points = picture.split(' ').map((sign) => (sign === '-' ? undefined : sign === 'X'));
  return points.toReversed();
}

const RETAINED = 'retains its state';

/** Three data points of three. */
const THREE_OF_THREE = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', RETAINED, 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', RETAINED, 'ALARM', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', RETAINED, 'ALARM', 'OK'],
  ['X - - - -', 'ALARM', RETAINED, 'ALARM', 'OK'],
] as const;

/** Two data points of three. */
const TWO_OF_THREE = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', RETAINED, 'ALARM', 'OK'],
] as const;

const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

describe('decideState', () => {
  for (const [datapointsToAlarm, table] of [
    [3, THREE_OF_THREE],
    [2, TWO_OF_THREE],
  ] as const) {
    for (const [picture, ...states] of table) {
      it(`decides as the guide says about ${picture} for ${datapointsToAlarm} of 3`, () => {
        const points = pointsOf(picture);
        assert.equal(points.length, evaluationRange(3));
        for (const [index, missingData] of TREATMENTS.entries()) {
          for (const current of ['OK', 'ALARM'] as const) {
            const rule = { evaluationPeriods: 3, datapointsToAlarm, missingData };
            const expected = states[index] === RETAINED ? current : states[index];
            assert.equal(decideState(points, rule, current), expected, `${missingData}, ${current}`);
          }
        }
      });
    }
  }
});
