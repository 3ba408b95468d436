/** Numbers the versions of functions and state machines, from 1 in each series, over all starts with the same data. */

import { isObject } from '../kernel/json.ts';
import type { StateStore } from '../kernel/state-store.ts';

export type VersionNumbers = {
  /** The number of a version: the one that it had before, else the next one of its series. */
  of(series: string, version: string): number;
  /** Keeps the numbers for the next start. */
  save(): Promise<void>;
};

type Numbered = { readonly series: string; readonly version: string; readonly number: number };

const KIND = 'version';

export async function openVersionNumbers(store: Pick<StateStore, 'list' | 'put'>): Promise<VersionNumbers> {
  const numbered = (await store.list(KIND)).map(parse);
  const isNew = new Set<Numbered>();
  return {
    of: (series, version) => {
      const known = numbered.filter((one) => one.series === series);
      const found = known.find((one) => one.version === version);
      if (found) return found.number;
      const next = { series, version, number: 1 + Math.max(0, ...known.map(({ number }) => number)) };
      numbered.push(next);
      isNew.add(next);
      return next.number;
    },
    save: async () => {
      for (const one of isNew) await store.put(KIND, `${one.series} ${one.version}`, JSON.stringify(one));
      isNew.clear();
    },
  };
}

/** Only this file writes these strings. */
function parse(json: string): Numbered {
  const value: unknown = JSON.parse(json);
  if (!isNumbered(value)) throw new Error('The state store holds something other than the number of a version.');
  return value;
}

function isNumbered(value: unknown): value is Numbered {
  if (!isObject(value)) return false;
  const { series, version, number } = value;
  return typeof series === 'string' && typeof version === 'string' && typeof number === 'number';
}
