/** Random numbers that a seed repeats: a 32-bit linear congruential generator whose state is stirred before it is shown. */

/** Answers a function that gives the next number, from 0 up to 1. */
export function createRandom(seed: number): () => number {
  let state = stir(seed + 1);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return stir(state) / 2 ** 32;
  };
}

/** The finishing step of MurmurHash3: neighbours come out far apart. */
function stir(value: number): number {
  let mixed = Math.imul((value ^ (value >>> 16)) >>> 0, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
