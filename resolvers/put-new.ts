/** Writing an item that must not exist yet, as a part of a transaction. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';

export type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** Puts an item of the tables of orders and of events; the transaction is cancelled if there is one of this key. */
export function putNew(table: string, key: TransactItem['key'], attributes: Record<string, unknown>): TransactItem {
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(key),
    attributeValues: util.dynamodb.toMapValues(attributes),
    condition: {
      expression: 'attribute_not_exists(#orderId)',
      expressionNames: { '#orderId': 'orderId' },
      returnValuesOnConditionCheckFailure: false,
    },
  };
}
