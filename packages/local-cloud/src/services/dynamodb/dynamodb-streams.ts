/** The gateway's DynamoDB Streams: the engine's, under the ARNs of the template. */

import type { CallEngine } from './engine/call-engine.ts';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { Service } from '../../gateway/gateway.ts';
import type { Account } from '../../aws/place.ts';
import { inOurRegion, tableOfStream } from './stream-arn.ts';

export function createDynamodbStreams(callEngine: CallEngine, account: Account): Service {
  const engineArns = new Map<string, string>();

  const engineArnOf = async (streamArn: string): Promise<string> => {
    const known = engineArns.get(streamArn);
    if (known) return known;
    const found = await describeStream(callEngine, streamArn);
    engineArns.set(streamArn, found);
    return found;
  };

  return async ({ operation, input }) => {
    const { streamArn, iterator } = readIterator(stringAt(input, 'ShardIterator'));
    const arn = stringAt(input, 'StreamArn') ?? streamArn;
    const answer = await callEngine(`DynamoDBStreams_20120810.${operation}`, {
      ...input,
      ...(stringAt(input, 'StreamArn') && arn && { StreamArn: await engineArnOf(arn) }),
      ...(iterator && { ShardIterator: iterator }),
    });
    return asAws(answer, arn, account);
  };
}

/** As AWS does it, an iterator names its stream, so that a policy can be checked: `<stream ARN>|1|<the engine's iterator>`. */
function readIterator(text = ''): { readonly streamArn?: string; readonly iterator?: string } {
  const [streamArn, , iterator] = text.split('|');
  return iterator ? { streamArn, iterator } : {};
}

function asAws(answer: string, streamArn: string | undefined, account: Account): string {
  return inOurRegion(answer, account)
    .replace(/("(?:Next)?ShardIterator":")([^"]+")/, `$1${streamArn}|1|$2`)
    .replaceAll(ENGINE_IDENTITY, AWS_IDENTITY);
}

/** dynoxide 1.2.1 spells the members of `userIdentity` as Lambda's event does, not as the streams API does. */
const ENGINE_IDENTITY = '"userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"}';
const AWS_IDENTITY = '"userIdentity":{"Type":"Service","PrincipalId":"dynamodb.amazonaws.com"}';

async function describeStream(callEngine: CallEngine, streamArn: string): Promise<string> {
  const table = tableOfStream(streamArn);
  const described = table && parseObject(await callEngine('DynamoDB_20120810.DescribeTable', { TableName: table }));
  const found =
    described && isJsonObject(described['Table']) ? stringAt(described['Table'], 'LatestStreamArn') : undefined;
  if (found) return found;
  throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${streamArn} not found`);
}
