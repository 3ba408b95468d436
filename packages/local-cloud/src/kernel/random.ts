import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Returns a function that gives the next random number, from 0 up to 1; the same seed gives the same numbers. */
export function createRandom(seed: number): () => number {
  // Of pure-rand's generators, only this one starts far apart for neighbouring seeds.
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}
