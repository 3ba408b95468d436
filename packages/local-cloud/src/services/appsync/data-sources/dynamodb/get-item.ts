/** GetItem: one item by its key, or null. */
import { readBoolean, optional, readRequest, required, ROOT } from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { expressionAs } from './expressions.ts';
import type { Operation } from './table-access.ts';
import { itemOrNull, toWireMap } from './typed-values.ts';

export const getItem: Operation = async ({ tableName, call }, request) => {
  const document = readRequest(request, ['key', 'consistentRead', 'projection']);
  const { Item } = await call('GetItem', {
    TableName: tableName,
    Key: toWireMap(required(document, 'key', ROOT), '$[key]'),
    ConsistentRead: optional(document, 'consistentRead', ROOT, readBoolean) ?? false,
    ...expressionAs('ProjectionExpression', document['projection'], '$[projection]'),
  });
  return succeeded(itemOrNull(Item));
};
