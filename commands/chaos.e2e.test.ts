import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'vitest';
import { outcomeOf } from './testing/outcome-of.ts';

describe('a short run of chaos', () => {
  it('balances every line of the books', async () => {
    const child = spawn(process.execPath, ['commands/chaos.ts', '--orders', '40', '--kills', '1', '--seed', '11'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout, stderr } = await outcomeOf(child);
    const output = stdout + stderr;
    assert.equal(code, 0, output);
    assert.match(output, /40 orders: /);
    assert.equal(output.match(/✔/g)?.length, 18, output);
  });
});
