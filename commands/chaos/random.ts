/** Random choices that a seed repeats. */

import { createRandom as createGenerator } from '@ordersaga/local-cloud/testing';

export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of them, by weight. */
  pick<T extends string>(weights: { readonly [choice in T]: number }): T;
};

export function createRandom(seed: number): Random {
  const next = createGenerator(seed);
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (weights) => {
      const choices = keysOf(weights);
      const total = choices.reduce((sum, choice) => sum + weights[choice], 0);
      let rest = next() * total;
      const found = choices.find((choice) => (rest -= weights[choice]) < 0) ?? choices[0];
      if (found === undefined) throw new Error('There is nothing to pick from.');
      return found;
    },
  };
}

function keysOf<T extends string>(record: { readonly [key in T]: unknown }): T[] {
  const keys: T[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
