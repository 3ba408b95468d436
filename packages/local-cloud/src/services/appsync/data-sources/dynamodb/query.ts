/** Query: `{ items, nextToken, scannedCount }`. */
import { readBoolean, optional, readRequest, required, ROOT } from '../contract/request-document.ts';
import { expressionAs } from './expressions.ts';
import { PAGE_MEMBERS, readPage } from './read-page.ts';
import type { Operation } from './table-access.ts';

export const query: Operation = async (table, request, scope) => {
  const document = readRequest(request, ['query', 'scanIndexForward', ...PAGE_MEMBERS]);
  return readPage(table, 'Query', document, scope, {
    ...expressionAs('KeyConditionExpression', required(document, 'query', ROOT), '$[query]'),
    ScanIndexForward: optional(document, 'scanIndexForward', ROOT, readBoolean) ?? true,
  });
};
