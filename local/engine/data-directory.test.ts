import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { freePort } from './free-port.ts';
import { locateEngine } from './locate-engine.ts';
import { lockDirectory } from './lock-directory.ts';
import { startEngine } from './start-engine.ts';

const location = locateEngine({ DYNOXIDE_BIN: process.env.DYNOXIDE_BIN });
const binary = 'binary' in location ? location.binary : '';
const directories: string[] = [];
const newDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'data-directory-'));
  directories.push(directory);
  return directory;
};
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

describe('an engine that a killed cloud has left over', () => {
  it('is ended before a new one opens its database', async () => {
    const directory = newDirectory();
    const leftover = spawn(binary, ['serve', '--port', `${await freePort()}`, '--db-path', join(directory, 'dynamodb.sqlite')], {
      stdio: 'ignore',
    });
    const ended = once(leftover, 'exit');
    writeFileSync(join(directory, 'engine.pid'), `${leftover.pid}\n`);
    const engine = await startEngine(binary, directory);
    const [, signal]: unknown[] = await ended;
    assert.equal(signal, 'SIGKILL');
    await engine.stop();
  });

  it('is not mistaken for a process that has got its id since', async () => {
    const directory = newDirectory();
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(join(directory, 'engine.pid'), `${other.pid}\n`);
    const engine = await startEngine(binary, directory);
    assert.equal(other.exitCode ?? other.signalCode, null);
    other.kill();
    await engine.stop();
  });
});

describe('a data directory', () => {
  it('belongs to one cloud until that unlocks it', () => {
    const directory = newDirectory();
    const unlock = lockDirectory(directory);
    assert.throws(() => lockDirectory(directory), { name: 'StartupError', message: /^Another local cloud runs on / });
    unlock();
    lockDirectory(directory)();
  });

  it('is free again when its cloud was killed', async () => {
    const directory = newDirectory();
    const source = `import { lockDirectory } from '${import.meta.resolve('./lock-directory.ts')}';
      lockDirectory('${directory}'); console.log('locked'); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(owner.stdout, 'data');
    assert.throws(() => lockDirectory(directory), { name: 'StartupError' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    lockDirectory(directory)();
  });
});
