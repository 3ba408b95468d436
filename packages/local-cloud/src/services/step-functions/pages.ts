/** Cuts lists into the pages of the API. */

import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { numberAt, stringAt } from '../../kernel/json.ts';

/** Default and highest `maxResults` (API reference of ListExecutions and GetExecutionHistory). */
const DEFAULT_RESULTS = 100;
const MAX_RESULTS = 1000;

/** The page that `maxResults` and `nextToken` of `input` ask for. Throws `InvalidToken`. */
export function pageOf<Item>(
  items: readonly Item[],
  input: JsonObject,
): { readonly page: readonly Item[]; readonly nextToken?: string } {
  const wanted = numberAt(input, 'maxResults') || DEFAULT_RESULTS;
  const start = Number(stringAt(input, 'nextToken') ?? 0);
  if (!Number.isInteger(start) || start < 0)
    throw new AwsError('InvalidToken', `Invalid Token: '${stringAt(input, 'nextToken')}'`);
  const end = start + Math.min(wanted, MAX_RESULTS);
  return { page: items.slice(start, end), ...(end < items.length && { nextToken: `${end}` }) };
}
