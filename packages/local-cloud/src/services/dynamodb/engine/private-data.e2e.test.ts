import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { s3 } from '../../s3/index.ts';
import { createCallEngine } from './call-engine.ts';
import { lockDirectory } from './lock-directory.ts';
import { locateEngine } from './locate-engine.ts';
import { startEngine } from './start-engine.ts';

const parent = mkdtempSync(join(tmpdir(), 'private-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
const binary = 'binary' in location ? location.binary : '';

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

/** What in and below the directory is not 700 for a directory and 600 for a file. */
function loose(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => modeOf(path) !== (entry.isDirectory() ? '700' : '600'))
    .map(({ path }) => `${path} ${modeOf(path)}`);
}

/** A cloud's worth of files: lock, database with its journal, process id, an object in a bucket. */
async function fill(directory: string): Promise<string[]> {
  const unlock = lockDirectory(directory);
  const engine = await startEngine(binary, directory);
  const call = createCallEngine(engine.endpoint);
  try {
    await call('DynamoDB_20120810.ListTables', {});
    const input = { Bucket: 'bucket', Key: 'a/b', Body: 'text' };
    const cloud = await openTestCloud([s3], { dataDirectory: directory });
    await cloud.create('AWS::S3::Bucket', 'bucket', {});
    await cloud.call('s3', 'PutObject', input);
    return [...loose(directory), ...(readdirSync(directory).includes('dynamodb.sqlite-wal') ? [] : ['no journal'])];
  } finally {
    await call.close();
    await engine.stop();
    unlock();
  }
}

describe.skipIf(process.platform === 'win32')('a data directory', () => {
  it("is the owner's alone, with all that is put into it", async () => {
    const directory = join(parent, 'new', 'data');
    assert.deepEqual(await fill(directory), []);
    assert.equal(modeOf(directory), '700');
  });

  it('is taken from others where they could read it before', async () => {
    const directory = join(parent, 'new', 'data');
    for (const service of ['s3', 'sqs']) {
      mkdirSync(join(directory, service), { recursive: true });
      writeFileSync(join(directory, service, 'kept'), '');
    }
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }))
      chmodSync(join(directory, name), 0o777);
    chmodSync(directory, 0o755);
    assert.deepEqual(await fill(directory), []);
    assert.equal(modeOf(directory), '700');
  });

  it('keeps its mode, and that of the files in it, where it was there for another purpose', async () => {
    const directory = join(parent, 'shared');
    mkdirSync(directory);
    const note = join(directory, 'note.txt');
    writeFileSync(note, '');
    chmodSync(note, 0o644);
    chmodSync(directory, 0o755);
    assert.deepEqual(await fill(directory), [`${note} 644`]);
    assert.equal(modeOf(directory), '755');
  });
});
