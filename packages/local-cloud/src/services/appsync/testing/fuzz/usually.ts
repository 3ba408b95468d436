/** Nine times of ten the one, else the other: if everything were odd, only the first check would ever be reached. */
import fc from 'fast-check';

export function usually(usual: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Left out of JSON nine times of ten. */
export function rarely(other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return usually(fc.constant(undefined), other);
}
