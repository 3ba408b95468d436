/** Serves DynamoDB Streams by the engine, under the ARNs of the template. */

import type { Account } from '../../aws/place.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { Database } from './database.ts';
import type { CallEngine } from './engine/call-engine.ts';
import { inOurRegion, tableOfStream } from './stream-arn.ts';

type Streams = Pick<Database, 'callEngine' | 'engineStreamArns'>;

/** Any operation; the engine knows which there are. */
export function streamOperation(operation: string): Operation<Database> {
  return {
    permissions: (input) => {
      const streamArn = stringAt(input, 'StreamArn') ?? stringAt(input, 'ShardIterator')?.split('|', 1)[0];
      return [{ action: `dynamodb:${operation}`, resource: streamArn ?? '*' }];
    },
    serve: (input, database, { place }) => serveStream(operation, input, database, place),
  };
}

export async function serveStream(
  operation: string,
  input: JsonObject,
  streams: Streams,
  account: Account,
): Promise<string> {
  const { streamArn, iterator } = readIterator(stringAt(input, 'ShardIterator'));
  const arn = stringAt(input, 'StreamArn') ?? streamArn;
  const output = await streams.callEngine(`DynamoDBStreams_20120810.${operation}`, {
    ...input,
    ...(stringAt(input, 'StreamArn') && arn && { StreamArn: await engineArnOf(arn, streams) }),
    ...(iterator && { ShardIterator: iterator }),
  });
  return asAws(output, arn, account);
}

async function engineArnOf(streamArn: string, { callEngine, engineStreamArns }: Streams): Promise<string> {
  const known = engineStreamArns.get(streamArn);
  if (known) return known;
  const found = await findEngineArn(callEngine, streamArn);
  engineStreamArns.set(streamArn, found);
  return found;
}

/** As AWS does it, an iterator names its stream, so that a policy can be checked: `<stream ARN>|1|<the engine's iterator>`. */
function readIterator(text = ''): { readonly streamArn?: string; readonly iterator?: string } {
  const [streamArn = '', , iterator] = text.split('|');
  return iterator ? { streamArn, iterator } : {};
}

function asAws(output: string, streamArn: string | undefined, account: Account): string {
  return inOurRegion(output, account)
    .replace(/("(?:Next)?ShardIterator":")([^"]+")/, `$1${streamArn ?? ''}|1|$2`)
    .replaceAll(ENGINE_IDENTITY, AWS_IDENTITY);
}

/** dynoxide 1.2.1 spells the members of `userIdentity` as Lambda's event does, not as the streams API does. */
const ENGINE_IDENTITY = '"userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"}';
const AWS_IDENTITY = '"userIdentity":{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"}';

async function findEngineArn(callEngine: CallEngine, streamArn: string): Promise<string> {
  const table = tableOfStream(streamArn);
  const described = table && parseObject(await callEngine('DynamoDB_20120810.DescribeTable', { TableName: table }));
  const found =
    described && isJsonObject(described['Table']) ? stringAt(described['Table'], 'LatestStreamArn') : undefined;
  if (found) return found;
  throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${streamArn} not found`);
}
