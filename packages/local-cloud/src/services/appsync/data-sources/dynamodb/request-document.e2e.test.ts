import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../../kernel/json.ts';
import { key, S, useOperations } from '../../testing/use-operations.ts';
import { valueAt } from '../../testing/value-at.ts';

const { run } = useOperations();

describe('a request document', () => {
  const refused: readonly [request: JsonObject, message: string][] = [
    [{}, "Value for field '$[operation]' not found."],
    [{ operation: 'GetItem' }, "Value for field '$[key]' not found."],
    [{ operation: 'PutItem', key: key('a'), item: {} }, "Unsupported element '$[item]'."],
    [{ operation: 'constructor' }, "Unsupported operation 'constructor'."],
    [{ operation: 'Sync' }, "Unsupported operation 'Sync'. The data source is not versioned."],
    [{ operation: 'GetItem', key: { id: 'a' } }, "Expected JSON object for '$[key][id]' but got STRING instead."],
    [
      { operation: 'GetItem', key: { id: { S: 1 } } },
      "Expected JSON string for '$[key][id][S]' but got NUMBER instead.",
    ],
    [
      { operation: 'GetItem', key: { id: { X: 'a' } } },
      "Expected one of S, N, B, BOOL, NULL, SS, NS, BS, L, M for '$[key][id]'.",
    ],
  ];
  for (const [request, message] of refused) {
    it(`is rejected: ${JSON.stringify(request)}`, async () => {
      const { errors } = await run(request);
      assert.equal(valueAt(errors, 0, 'errorType'), 'MappingTemplate');
      assert.equal(valueAt(errors, 0, 'message'), message);
    });
  }

  it('that DynamoDB rejects has an error of its own', async () => {
    const { result, error } = await run({ operation: 'GetItem', key: { other: S('a') } });
    assert.equal(result, null);
    assert.match(JSON.stringify(error), /"type":"DynamoDB:ValidationException"/);
  });
});
