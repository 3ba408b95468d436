/** Writing an item that must not exist yet, as a part of a transaction. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';

export type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** Puts an item; the transaction is cancelled if there is one of this key. */
export function putNew(table: string, key: TransactItem['key'], attributes: Record<string, unknown>): TransactItem {
  // An item has all attributes of its key, so any of them will do.
  const [keyAttribute = ''] = Object.keys(key);
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(key),
    attributeValues: util.dynamodb.toMapValues(attributes),
    condition: {
      expression: 'attribute_not_exists(#key)',
      expressionNames: { '#key': keyAttribute },
      returnValuesOnConditionCheckFailure: false,
    },
  };
}
