import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { makeOnce } from './make-once.ts';

let parent: string;
let directory: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'make-once-'));
  directory = join(parent, 'made', 'here');
});
afterEach(() => rmSync(parent, { recursive: true }));

function filler(content: string) {
  return async (draft: string): Promise<void> => writeFile(join(draft, 'file'), content);
}

function content(): string {
  return readFileSync(join(directory, 'file'), 'utf8');
}

describe('a directory that is made once', () => {
  it('is left as it is by those who come later', async () => {
    await makeOnce(directory, filler('one'));
    await makeOnce(directory, () => Promise.reject(new Error('filled again')));
    assert.equal(content(), 'one');
  });

  it('is whole if two make it at once, and no draft is left', async () => {
    const { promise: bothAtWork, resolve } = Promise.withResolvers<undefined>();
    const slow = makeOnce(directory, async (draft) => {
      await bothAtWork;
      await filler('slow')(draft);
    });
    await makeOnce(directory, filler('quick'));
    resolve(undefined);
    await slow;
    assert.equal(content(), 'quick');
    assert.deepEqual(readdirSync(join(parent, 'made')), ['here']);
  });

  it('is not there if filling fails, and can be made later', async () => {
    await assert.rejects(
      makeOnce(directory, () => Promise.reject(new Error('no space'))),
      { message: 'no space' },
    );
    assert.deepEqual(readdirSync(join(parent, 'made')), []);
    await makeOnce(directory, filler('later'));
    assert.equal(content(), 'later');
  });
});
