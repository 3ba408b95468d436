/** Reads the answer of GetRecords and gives each record the shape in which Lambda hands it to a function. */

import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';

export type StreamRecord = {
  /** Not padded by the engine: texts do not compare as the numbers do, so all code relies on the shard's order. */
  readonly sequenceNumber: string;
  readonly createdAtEpochSeconds: number;
  readonly sizeBytes: number;
  readonly keys: JsonObject;
  /** The member of `Records` in a DynamoDBStreamEvent. */
  readonly event: JsonObject;
};

export type Page = { readonly records: readonly StreamRecord[]; readonly nextShardIterator?: string };

export function pageOf(answer: string, eventSourceArn: string): Page {
  const page = parseObject(answer) ?? {};
  const records = Array.isArray(page['Records']) ? page['Records'].filter(isJsonObject) : [];
  const nextShardIterator = stringAt(page, 'NextShardIterator');
  return {
    records: records.map((record) => recordOf(record, eventSourceArn)),
    ...(nextShardIterator !== undefined && { nextShardIterator }),
  };
}

/** The DynamoDBStreamEvent that has `records`. */
export function eventOf(records: readonly StreamRecord[]): JsonObject {
  return {
    Records: records.map(({ event }) => event),
  };
}

function recordOf(record: JsonObject, eventSourceARN: string): StreamRecord {
  const change = isJsonObject(record['dynamodb']) ? record['dynamodb'] : {};
  const { ApproximateCreationDateTime: createdAt, SizeBytes: size } = change;
  const [, , , awsRegion = ''] = eventSourceARN.split(':');
  const { userIdentity, ...members } = record;
  return {
    sequenceNumber: stringAt(change, 'SequenceNumber') ?? '0',
    createdAtEpochSeconds: typeof createdAt === 'number' ? createdAt : Date.now() / 1000,
    sizeBytes: typeof size === 'number' ? size : 0,
    keys: isJsonObject(change['Keys']) ? change['Keys'] : {},
    event: {
      ...members,
      awsRegion,
      eventSource: 'aws:dynamodb',
      eventSourceARN,
      ...(isJsonObject(userIdentity) && { userIdentity: identityOf(userIdentity) }),
    },
  };
}

/** The streams API writes `Type` and `PrincipalId`, Lambda's event `type` and `principalId`. */
function identityOf(identity: JsonObject): JsonObject {
  const member = (name: string, lowerName: string): JsonValue => identity[name] ?? identity[lowerName] ?? null;
  return { principalId: member('PrincipalId', 'principalId'), type: member('Type', 'type') };
}
