import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import type { AwsCall, CallAws } from '../../../aws/call.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { runRequest } from '../testing/run-request.ts';
import { valueAt } from '../testing/value-at.ts';

const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';

describe('an EventBridge data source', () => {
  const run = (request: JsonObject, callAws: CallAws) =>
    runRequest(request, { type: 'AMAZON_EVENTBRIDGE', eventBusArn: BUS }, { callAws });

  const event = { source: 'orders', detailType: 'Created', detail: { id: '1' } };

  it('puts events on its bus', async () => {
    const calls: AwsCall[] = [];
    const answer = { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] };
    const events = [{ ...event, resources: ['arn:r'], time: '2026-01-01T00:00:00Z' }];
    const seen = await run({ operation: 'PutEvents', events }, (call) => {
      calls.push(call);
      return Promise.resolve(JSON.stringify(answer));
    });
    assert.deepEqual(seen, { result: answer, error: null });
    assert.deepEqual(calls[0]?.input, {
      Entries: [
        {
          EventBusName: BUS,
          Source: 'orders',
          DetailType: 'Created',
          Detail: '{"id":"1"}',
          Resources: ['arn:r'],
          Time: '2026-01-01T00:00:00Z',
        },
      ],
    });
  });

  it('makes ctx.error of a call that fails', async () => {
    const { error } = await run({ operation: 'PutEvents', events: [event] }, () =>
      Promise.reject(new AwsError('AccessDeniedException', 'no')),
    );
    assert.deepEqual(error, { type: 'EventBridge:AccessDeniedException', message: 'no' });
  });

  it("rejects no events, more than ten, and a detail that isn't an object", async () => {
    const tooMany = Array.from({ length: 11 }, () => event);
    for (const events of [[], tooMany, [{ ...event, detail: '{}' }]]) {
      const { errors } = await run({ operation: 'PutEvents', events }, () => Promise.resolve('{}'));
      assert.equal(valueAt(errors, 0, 'errorType'), 'MappingTemplate');
    }
  });
});
