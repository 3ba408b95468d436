/** UpdateItem: the whole item after the update. */
import { readObject, readRequest, required, ROOT } from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { checkConditionally } from './check-conditionally.ts';
import { expressionAs, mergeInput } from './expressions.ts';
import type { Operation } from './table-access.ts';
import { itemOrNull, toWireMap } from './typed-values.ts';

export const updateItem: Operation = async (table, request, scope) => {
  const document = readRequest(request, ['key', 'update', 'condition']);
  const key = toWireMap(required(document, 'key', ROOT), '$[key]');
  const update = expressionAs(
    'UpdateExpression',
    readObject(required(document, 'update', ROOT), '$[update]'),
    '$[update]',
  );
  return checkConditionally(table, document, key, scope, {
    wanted: undefined,
    operation: updateItem,
    write: async (condition) => {
      const input = mergeInput({ TableName: table.tableName, Key: key, ReturnValues: 'ALL_NEW' }, update, condition);
      return succeeded(itemOrNull((await table.call('UpdateItem', input))['Attributes']));
    },
  });
};
