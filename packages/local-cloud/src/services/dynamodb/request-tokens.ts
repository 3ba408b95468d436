/**
 * Work-around: dynoxide 1.2.1 gets slower with each ClientRequestToken that it has seen in the last ten minutes, and the
 * AWS SDK sends one with every TransactWriteItems. So tokens are kept here, with the effect that DynamoDB gives them.
 */

import { createHash } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import { createBoundedMap } from '../../kernel/bounded-map.ts';
import { canonicalJson } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';

/** How long a token makes a repeat a success without effect (API reference of TransactWriteItems). */
const LIFETIME_MS = 10 * 60 * 1000;

/** Characters; API reference of TransactWriteItems. */
const MAX_CHARACTERS = 36;

/** Bounds the memory: at 1,000 transactions a second the newest minute is remembered, longer than any retry. */
const MAX_TOKENS = 60_000;

type Remembered = { readonly hash: string; readonly answer: Promise<string> };

/** Runs `serve` without the token, or not at all if the same token has succeeded before. */
export type RequestTokens = (input: JsonObject, serve: (input: JsonObject) => Promise<string>) => Promise<string>;

export function createRequestTokens(): RequestTokens {
  const tokens = createBoundedMap<string, Remembered>(MAX_TOKENS);

  return async (input, serve) => {
    const { ClientRequestToken: token, ...stripped } = input;
    if (typeof token !== 'string') return serve(input);
    if (token.length < 1 || token.length > MAX_CHARACTERS) throw wrongLength(token);
    const hash = createHash('sha1').update(canonicalJson(stripped)).digest('base64');
    const known = tokens.get(token);
    if (known) {
      if (known.hash !== hash) throw mismatch();
      return known.answer;
    }
    const answer = serve(stripped);
    tokens.set(token, { hash, answer }, LIFETIME_MS);
    answer.catch(() => tokens.delete(token));
    return answer;
  };
}

function wrongLength(token: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have ` +
      (token === '' ? 'length greater than or equal to 1' : `length less than or equal to ${MAX_CHARACTERS}`),
  );
}

function mismatch(): AwsError {
  return new AwsError(
    'IdempotentParameterMismatchException',
    'Request parameters do not match those of the earlier request with the same ClientRequestToken.',
  );
}
