/** Translates between the stream ARNs of the template and those of the engine, which has a region of its own. */

import { arn } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';

/** The engine's region and account in every ARN that it makes. */
const ENGINE_ARN = 'arn:aws:dynamodb:dynoxide:000000000000:';

/** The label of a local table's stream; AWS puts the time at which the stream was enabled there. */
const STREAM_LABEL = 'local';

export function tableArn(account: Account, tableName: string): string {
  return arn('dynamodb', account, `table/${tableName}`);
}

export function streamArn(account: Account, tableName: string): string {
  return `${tableArn(account, tableName)}/stream/${STREAM_LABEL}`;
}

/** The table of a stream ARN; undefined for any other string. */
export function tableOfStream(streamArn: string): string | undefined {
  return /:table\/([^/]+)\/stream\//.exec(streamArn)?.[1];
}

/** Rewrites an output of the engine to the region, account and stream label of the template. */
export function inOurRegion(output: string, account: Account): string {
  return output
    .replaceAll(ENGINE_ARN, arn('dynamodb', account, ''))
    .replaceAll('"awsRegion":"dynoxide"', `"awsRegion":"${account.region}"`)
    .replace(/(:table\/[^/"]+\/stream\/)[^/"]+"/g, `$1${STREAM_LABEL}"`);
}
