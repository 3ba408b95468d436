import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'vitest';

describe('a short run of chaos', () => {
  it('balances every line of the books', async () => {
    const child = spawn(process.execPath, ['commands/chaos.ts', '--orders', '40', '--kills', '1', '--seed', '11'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk));
    const [code]: unknown[] = await once(child, 'close');
    assert.equal(code, 0, output);
    assert.match(output, /40 orders: /);
    assert.equal(output.match(/✔/g)?.length, 13, output);
  });
});
