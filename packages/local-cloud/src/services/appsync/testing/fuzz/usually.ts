/** Nine times out of ten `usual`, else `other`: if everything were odd, only the first check would ever run. */
import fc from 'fast-check';

export function usually<T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Left out of JSON nine times out of ten. */
export function rarely<T>(other: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return usually(fc.constant(undefined), other);
}
