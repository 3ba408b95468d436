/** Splits what is too large for one invocation. */

import type { JsonObject } from '../../../kernel/json.ts';

/** Lambda's quota for the payload of a synchronous invocation, less what the event has around its records. */
const MAX_BYTES = 6 * 1024 * 1024 - 16;

/** Groups records in their order, so that the JSON of each group fits into an invocation. */
export function splitBySize<Entry extends JsonObject>(records: readonly Entry[]): readonly (readonly Entry[])[] {
  const groups: Entry[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes + size > MAX_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(record);
    bytes += size;
  }
  return groups;
}
