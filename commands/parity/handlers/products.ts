/** Questions about the catalogue. */
import { BAD_TOKEN, contextOf, KEY, THROTTLED } from './contexts.ts';
import type { HandlerCase } from './handler-case.ts';

const QUERIES = 'test/queries.e2e.test.ts';

export const PRODUCTS: readonly HandlerCase[] = [
  {
    code: 'Query.products',
    step: 'request',
    name: 'scans the catalogue, a page of twenty',
    context: contextOf({}, KEY),
    source: QUERIES,
  },
  {
    code: 'Query.products',
    step: 'request',
    name: 'asks for the next page of the catalogue',
    context: contextOf({ limit: 3, nextToken: 'token-1' }, KEY),
    source: QUERIES,
  },
  {
    code: 'Query.products',
    step: 'request',
    name: 'rejects a limit of 101',
    context: contextOf({ limit: 101 }, KEY),
    source: QUERIES,
  },
  {
    code: 'Query.products',
    step: 'response',
    name: 'rejects a token that no page of the catalogue had',
    context: contextOf({ nextToken: 'x' }, KEY, BAD_TOKEN),
    source: QUERIES,
  },
  {
    code: 'Query.products',
    step: 'response',
    name: 'returns the catalogue',
    context: contextOf({}, KEY, {
      result: {
        items: [{ productId: 'keyboard', name: 'Keyboard', price: 89.99, currency: 'USD', available: 50 }],
        nextToken: null,
      },
    }),
    source: QUERIES,
  },
  {
    code: 'Query.products',
    step: 'response',
    name: 'passes on an error of DynamoDB',
    context: contextOf({}, KEY, THROTTLED),
    source: 'resolvers/fail.ts',
  },
];
