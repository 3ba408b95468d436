/**
 * Idempotency records, in the layout of Powertools' DynamoDB persistence layer: `id`, `status`, `expiration` in epoch
 * seconds, `data` the result, `validation` the input that must not change.
 */
import { util } from '@aws-appsync/utils';
import type { TransactItem } from './put-new.ts';

/** The id of a record. Those of different parts never meet, because `#` only stands between the parts. */
export function recordId(operation: string, ...parts: string[]): string {
  return [operation, ...parts.map(escaped)].join('#');
}

function escaped(part: string): string {
  return part.split('%').join('%25').split('#').join('%23');
}

/** An expired record is written over. A live one cancels the transaction, and comes back among the reasons. */
export function putRecord(table: string, record: { readonly id: string }): TransactItem {
  const { id, ...attributes } = record;
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ id }),
    attributeValues: util.dynamodb.toMapValues(attributes),
    condition: {
      expression: 'attribute_not_exists(#id) OR #expiration <= :now',
      expressionNames: { '#id': 'id', '#expiration': 'expiration' },
      expressionValues: util.dynamodb.toMapValues({ ':now': util.time.nowEpochSeconds() }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}
