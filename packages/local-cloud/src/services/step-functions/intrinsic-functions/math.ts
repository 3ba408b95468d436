/** Intrinsic functions for numbers. */

import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../kernel/json.ts';
import { asInteger } from './arguments.ts';
import { IntrinsicFailure } from './failure.ts';

/** Rounds both numbers before it adds them, as captures of AWS show. */
export function mathAdd(one: JsonValue, other: JsonValue): JsonValue {
  return asInteger(one) + asInteger(other);
}

/** From `start`, and below `end`. The same seed gives the same number, but not the one that it gives on AWS. */
export function mathRandom(start: JsonValue, end: JsonValue, seed?: JsonValue): JsonValue {
  const [from, to] = [asInteger(start), asInteger(end)];
  if (from >= to) throw new IntrinsicFailure(`The start ${from} must be less than the end ${to}.`);
  const fraction = seed === undefined ? Math.random() : seededFraction(asInteger(seed));
  return from + Math.floor(fraction * (to - from));
}

function seededFraction(seed: number): number {
  return createHash('sha256').update(`${seed}`).digest().readUInt32BE() / 2 ** 32;
}
