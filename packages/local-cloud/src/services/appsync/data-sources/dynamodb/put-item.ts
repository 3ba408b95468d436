/** PutItem: the item as it is stored afterwards. */
import { readRequest, required, ROOT } from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { checkConditionally } from './check-conditionally.ts';
import type { Operation } from './table-access.ts';
import { itemFromWire, toWireMap } from './typed-values.ts';

export const putItem: Operation = async (table, request, scope) => {
  const document = readRequest(request, ['key', 'attributeValues', 'condition']);
  const key = toWireMap(required(document, 'key', ROOT), '$[key]');
  const wanted = { ...toWireMap(required(document, 'attributeValues', ROOT), '$[attributeValues]'), ...key };
  return checkConditionally(table, document, key, scope, {
    wanted,
    operation: putItem,
    write: async (condition) => {
      await table.call('PutItem', { TableName: table.tableName, Item: wanted, ...condition });
      return succeeded(itemFromWire(wanted));
    },
  });
};
