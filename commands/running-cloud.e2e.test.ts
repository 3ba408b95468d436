/** The local cloud as a child process. */
import assert from 'node:assert/strict';
import { createOrdersClient } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { CloudNotStartedError, startCloud } from './running-cloud.ts';

describe('startCloud', () => {
  it('gives a cloud that answers, and that is gone after stop', async () => {
    const lines: string[] = [];
    const cloud = await startCloud({ progress: (line) => lines.push(line) });
    const client = createOrdersClient({ url: cloud.graphqlUrl, realtimeUrl: cloud.realtimeUrl, apiKey: cloud.apiKey });
    assert.ok((await client.products()).items.length > 0);
    assert.ok(lines.length > 0);
    await cloud.stop();
    assert.throws(() => process.kill(cloud.pid, 0), { code: 'ESRCH' });
    await assert.rejects(client.products(), { errorType: 'NetworkError' });
  });

  it('throws with the one line that the cloud says when it cannot start', async () => {
    await assert.rejects(
      startCloud({ options: ['--port', '-1'] }),
      (error) => error instanceof CloudNotStartedError && /--port/.test(error.message),
    );
  });
});
