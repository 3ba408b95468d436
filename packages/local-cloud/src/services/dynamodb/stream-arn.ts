/** Translates between the stream ARNs of the template and those of the engine, which has a region of its own. */

import type { Account } from '../../aws/place.ts';

/** The engine's region and account in every ARN that it makes. */
const ENGINE_ARN = 'arn:aws:dynamodb:dynoxide:000000000000:';

/** The label of a local table's stream; AWS puts the time at which the stream was enabled there. */
const STREAM_LABEL = 'local';

export const tableArn = ({ region, accountId }: Account, tableName: string): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`;

export const streamArn = (account: Account, tableName: string): string =>
  `${tableArn(account, tableName)}/stream/${STREAM_LABEL}`;

/** The table of a stream ARN; undefined where the text is none. */
export const tableOfStream = (arn: string): string | undefined => /:table\/([^/]+)\/stream\//.exec(arn)?.[1];

/** Rewrites an answer of the engine to the region, account and stream label of the template. */
export const inOurRegion = (answer: string, account: Account): string =>
  answer
    .replaceAll(ENGINE_ARN, `arn:aws:dynamodb:${account.region}:${account.accountId}:`)
    .replaceAll('"awsRegion":"dynoxide"', `"awsRegion":"${account.region}"`)
    .replace(/(:table\/[^/"]+\/stream\/)[^/"]+"/g, `$1${STREAM_LABEL}"`);
