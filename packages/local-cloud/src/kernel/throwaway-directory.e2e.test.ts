import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'vitest';
import { createThrowawayDirectory } from './throwaway-directory.ts';

describe('a throwaway directory', () => {
  it('is removed with its owner, and by the next one when its owner was killed', () => {
    const removes: (() => void)[] = [];
    const own = createThrowawayDirectory((remove) => removes.push(remove));
    const { pid } = spawnSync(process.execPath, ['--version']);
    const leftover = join(dirname(own), `local-cloud-${pid}-left`);
    mkdirSync(leftover);

    const next = createThrowawayDirectory((remove) => removes.push(remove));
    assert.equal(existsSync(leftover), false);
    assert.ok(existsSync(own), 'one whose owner is running stays');
    removes.forEach((remove) => remove());
    assert.deepEqual([existsSync(own), existsSync(next)], [false, false]);
  });
});
