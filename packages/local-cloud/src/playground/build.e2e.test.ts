import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { buildPlayground } from './build.ts';

describe('buildPlayground', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'playground-build-'));
  afterAll(() => rm(cache, { recursive: true }));

  it('leaves one whole build if two run at once', async () => {
    const [one, other] = await Promise.all([buildPlayground(cache), buildPlayground(cache)]);
    assert.equal(one, other);
    assert.deepEqual(await readdir(cache), [basename(one)]);
    assert.ok((await readdir(one)).includes('index.html'));
  });

  it('takes the existing build', async () => {
    const built = await buildPlayground(cache);
    await rm(built, { recursive: true });
    await mkdir(built);
    assert.deepEqual(await readdir(await buildPlayground(cache)), []);
  });
});
