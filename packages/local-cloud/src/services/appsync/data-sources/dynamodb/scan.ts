/** Scan: `{ items, nextToken, scannedCount }`. */
import { optional, readRequest, ROOT, readInteger } from '../contract/request-document.ts';
import { PAGE_MEMBERS, readPage } from './read-page.ts';
import type { Operation } from './table-access.ts';

export const scan: Operation = async (table, request, scope) => {
  const document = readRequest(request, ['totalSegments', 'segment', ...PAGE_MEMBERS]);
  const totalSegments = optional(document, 'totalSegments', ROOT, readInteger);
  const segment = optional(document, 'segment', ROOT, readInteger);
  return readPage(table, 'Scan', document, scope, {
    ...(totalSegments === undefined ? {} : { TotalSegments: totalSegments }),
    ...(segment === undefined ? {} : { Segment: segment }),
  });
};
