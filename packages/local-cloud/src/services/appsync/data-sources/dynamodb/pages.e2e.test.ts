import assert from 'node:assert/strict';
import { beforeAll, describe, it } from 'vitest';
import type { JsonValue } from '../../../../kernel/json.ts';
import { copy, key, S, useOperations } from '../../testing/use-operations.ts';

const { call, put, run, succeeds } = useOperations();

describe('Query and Scan', () => {
  const query = { expression: 'id = :id', expressionValues: { ':id': S('q') } };

  beforeAll(async () => {
    for (const version of [1, 2, 3]) {
      await call('PutItem', {
        TableName: 'Events',
        Item: { ...key('q'), version: { N: `${version}` }, odd: { BOOL: version % 2 === 1 } },
      });
    }
  });

  const versions = (result: JsonValue) => copy(result).items.map((item: { version: number }) => item.version);

  it('answer pages whose token leads to the next one', async () => {
    const first = await succeeds({ operation: 'Query', query, limit: 2, scanIndexForward: false }, 'events');
    const { nextToken, scannedCount } = copy(first);
    assert.deepEqual([versions(first), scannedCount], [[3, 2], 2]);
    const second = await succeeds(
      { operation: 'Query', query, limit: 2, scanIndexForward: false, nextToken },
      'events',
    );
    assert.deepEqual([versions(second), copy(second).nextToken], [[1], null]);
  });

  it('apply the limit before the filter', async () => {
    const filter = {
      expression: '#odd = :odd',
      expressionNames: { '#odd': 'odd' },
      expressionValues: { ':odd': { BOOL: false } },
    };
    const page = await succeeds({ operation: 'Query', query, limit: 1, filter }, 'events');
    assert.deepEqual(versions(page), []);
    assert.equal(typeof copy(page).nextToken, 'string');
    assert.deepEqual(versions(await succeeds({ operation: 'Scan', filter }, 'events')), [2]);
  });

  it('refuse a token that is no token, or was given to another field or query', async () => {
    await put('a');
    await put('b');
    const { nextToken } = copy(await succeeds({ operation: 'Scan', limit: 1 }));
    const filter = { expression: 'attribute_exists(id)' };
    for (const [field, request] of [
      ['items', { operation: 'Scan', nextToken: 'bm9uZQ' }],
      ['again', { operation: 'Scan', nextToken }],
      ['items', { operation: 'Scan', filter, nextToken }],
    ] as const) {
      assert.deepEqual((await run(request, field))['error'], {
        type: 'DynamoDB:UserIllegalArgumentException',
        message:
          'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
      });
    }
    await succeeds({ operation: 'Scan', nextToken });
  });

  it('do not show the key in the token', async () => {
    await put('a');
    await put('b');
    const { nextToken } = copy(await succeeds({ operation: 'Scan', limit: 1 }));
    assert.doesNotMatch(Buffer.from(nextToken, 'base64url').toString(), /"id"/);
  });
});
