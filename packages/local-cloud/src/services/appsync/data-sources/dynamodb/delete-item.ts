/** DeleteItem: the deleted item, or null if there was none. */
import { readRequest, required, ROOT } from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { checkConditionally } from './check-conditionally.ts';
import type { Operation } from './table-access.ts';
import { itemOrNull, toWireMap } from './typed-values.ts';

export const deleteItem: Operation = async (table, request, scope) => {
  const document = readRequest(request, ['key', 'condition']);
  const key = toWireMap(required(document, 'key', ROOT), '$[key]');
  return checkConditionally(table, document, key, scope, {
    wanted: null,
    operation: deleteItem,
    write: async (condition) => {
      const input = { TableName: table.tableName, Key: key, ReturnValues: 'ALL_OLD', ...condition };
      return succeeded(itemOrNull((await table.call('DeleteItem', input))['Attributes']));
    },
  });
};
