/** `util.math`. */

export const math = {
  /** A tie goes up, as in Java's `Math.round`. */
  roundNum: (value: number): number => Math.round(value),
  minVal: (first: number, second: number): number => Math.min(first, second),
  maxVal: (first: number, second: number): number => Math.max(first, second),
  randomDouble: (): number => Math.random(),
  /** An integer, `start` and `end` included. */
  randomWithinRange: (start: number, end: number): number => start + Math.floor(Math.random() * (end - start + 1)),
};
