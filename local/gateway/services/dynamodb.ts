/** The gateway's DynamoDB: the engine, with request tokens kept here and writes made known to stream readers. */

import type { CallEngine } from '../../engine/call-engine.ts';
import type { Service } from '../gateway.ts';
import { createRequestTokens } from './request-tokens.ts';
import { inOurRegion } from './stream-arn.ts';
import type { Account } from '../iam/required-permissions.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

export const createDynamodb = (callEngine: CallEngine, account: Account, onWrite: () => void): Service => {
  const once = createRequestTokens();
  return async ({ operation, input }) => {
    const serve = (stripped: typeof input) => callEngine(`DynamoDB_20120810.${operation}`, stripped);
    const answer = operation === 'TransactWriteItems' ? await once(input, serve) : await serve(input);
    if (WRITES.has(operation)) onWrite();
    return operation === 'DescribeTable' ? inOurRegion(answer, account) : answer;
  };
};
