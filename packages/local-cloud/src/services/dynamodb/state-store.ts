/** Keeps the local cloud's own state (stream positions, executions) in the engine, beside the data that it is about. */

import type { StateStore } from '../../kernel/state-store.ts';
import type { CallEngine } from './engine/call-engine.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';

const STATE_TABLE = 'local-cloud.state';

/** Makes the table on the first run. */
export async function openStateStore(callEngine: CallEngine): Promise<StateStore> {
  const call = (operation: string, input: JsonObject) =>
    callEngine(`DynamoDB_20120810.${operation}`, { TableName: STATE_TABLE, ...input });

  await call('CreateTable', {
    KeySchema: [
      { AttributeName: 'kind', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'kind', AttributeType: 'S' },
      { AttributeName: 'id', AttributeType: 'S' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }).catch(when('ResourceInUseException'));

  const itemOf = (kind: string, id: string, value: string) => ({
    Item: { kind: { S: kind }, id: { S: id }, value: { S: value } },
  });

  return {
    get: async (kind, id) => {
      const answer = parseObject(
        await call('GetItem', { Key: { kind: { S: kind }, id: { S: id } }, ConsistentRead: true }),
      );
      return valueOf(answer?.['Item']);
    },
    put: async (kind, id, value) => {
      await call('PutItem', itemOf(kind, id, value));
    },
    putNew: (kind, id, value) =>
      call('PutItem', { ...itemOf(kind, id, value), ConditionExpression: 'attribute_not_exists(id)' }).then(
        () => true,
        (error: unknown) => when('ConditionalCheckFailedException')(error),
      ),
    list: async (kind) => {
      const values: string[] = [];
      let ExclusiveStartKey: JsonObject | undefined;
      do {
        const page: JsonObject | undefined = parseObject(
          await call('Query', {
            KeyConditionExpression: 'kind = :kind',
            ExpressionAttributeValues: { ':kind': { S: kind } },
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        const items = Array.isArray(page?.['Items']) ? page['Items'] : [];
        values.push(...items.map(valueOf).filter((value) => value !== undefined));
        ExclusiveStartKey = isJsonObject(page?.['LastEvaluatedKey']) ? page['LastEvaluatedKey'] : undefined;
      } while (ExclusiveStartKey);
      return values;
    },
  };
}

function when(name: string) {
  return (error: unknown): false => {
    if (error instanceof AwsError && error.name === name) return false;
    throw error;
  };
}

function valueOf(item: JsonValue | undefined): string | undefined {
  return isJsonObject(item) && isJsonObject(item['value']) ? stringAt(item['value'], 'S') : undefined;
}
