import assert from 'node:assert/strict';
import { beforeAll, describe, it } from 'vitest';
import type { JsonValue } from '../../../../kernel/json.ts';
import { key, S, useOperations } from '../../testing/use-operations.ts';
import { listIn, stringIn, valueAt } from '../../testing/value-at.ts';

const { call, put, run, succeeds } = useOperations();

describe('Query and Scan', () => {
  const query = { expression: 'id = :id', expressionValues: { ':id': S('q') } };

  beforeAll(async () => {
    for (const version of [1, 2, 3]) {
      await call('PutItem', {
        TableName: 'Events',
        Item: { ...key('q'), version: { N: String(version) }, odd: { BOOL: version % 2 === 1 } },
      });
    }
  });

  const versions = (result: JsonValue) => listIn(result, 'items').map((item) => valueAt(item, 'version'));

  it('answer pages whose token leads to the next one', async () => {
    const first = await succeeds({ operation: 'Query', query, limit: 2, scanIndexForward: false }, 'events');
    const nextToken = stringIn(first, 'nextToken');
    assert.deepEqual([versions(first), valueAt(first, 'scannedCount')], [[3, 2], 2]);
    const second = await succeeds(
      { operation: 'Query', query, limit: 2, scanIndexForward: false, nextToken },
      'events',
    );
    assert.deepEqual([versions(second), valueAt(second, 'nextToken')], [[1], null]);
  });

  it('apply the limit before the filter', async () => {
    const filter = {
      expression: '#odd = :odd',
      expressionNames: { '#odd': 'odd' },
      expressionValues: { ':odd': { BOOL: false } },
    };
    const page = await succeeds({ operation: 'Query', query, limit: 1, filter }, 'events');
    assert.deepEqual(versions(page), []);
    assert.equal(typeof valueAt(page, 'nextToken'), 'string');
    assert.deepEqual(versions(await succeeds({ operation: 'Scan', filter }, 'events')), [2]);
  });

  it('reject a malformed token, and one for another field or query', async () => {
    await put('a');
    await put('b');
    const nextToken = stringIn(await succeeds({ operation: 'Scan', limit: 1 }), 'nextToken');
    const filter = { expression: 'attribute_exists(id)' };
    for (const { field, request } of [
      { field: 'items', request: { operation: 'Scan', nextToken: 'bm9uZQ' } },
      { field: 'again', request: { operation: 'Scan', nextToken } },
      { field: 'items', request: { operation: 'Scan', filter, nextToken } },
    ]) {
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
    const nextToken = stringIn(await succeeds({ operation: 'Scan', limit: 1 }), 'nextToken');
    assert.doesNotMatch(Buffer.from(nextToken, 'base64url').toString(), /"id"/);
  });
});
