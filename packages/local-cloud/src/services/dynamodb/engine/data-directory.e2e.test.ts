import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { freePort } from './free-port.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import { guardCommand } from './guard-command.ts';
import { locateEngine } from './locate-engine.ts';
import { lockDirectory } from './lock-directory.ts';
import { startEngine } from './start-engine.ts';

const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
const binary = 'binary' in location ? location.binary : '';
const directories: string[] = [];
function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'data-directory-'));
  directories.push(directory);
  return directory;
}
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

describe('an engine that a killed cloud has left over', () => {
  it('is ended before a new one opens its database', async () => {
    const directory = newDirectory();
    const leftover = spawn(
      binary,
      ['serve', '--port', `${await freePort()}`, '--db-path', join(directory, 'dynamodb.sqlite')],
      {
        stdio: 'ignore',
      },
    );
    const ended = once(leftover, 'exit');
    writeFileSync(join(directory, 'engine.pid'), `${leftover.pid}\n`);
    const engine = await startEngine(binary, directory);
    const exit: unknown[] = await ended;
    const signal = exit[1];
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

  it('is free again when its cloud was killed', async ({ onTestFinished }) => {
    const directory = newDirectory();
    const source = `import { lockDirectory } from '${import.meta.resolve('./lock-directory.ts')}';
      globalThis.unlock = lockDirectory(${JSON.stringify(directory)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void owner.kill('SIGKILL'));
    await once(owner.stdout, 'data');
    assert.throws(() => lockDirectory(directory), { name: 'StartupError' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    lockDirectory(directory)();
  });
});

describe('a data directory that cannot be', () => {
  const file = join(newDirectory(), 'file');
  writeFileSync(file, 'not a directory');
  const notADatabase = newDirectory();
  writeFileSync(join(notADatabase, 'lock.sqlite'), 'not a database'.repeat(100));

  for (const [title, directory, reason] of [
    ['that is a file', file, /: it is a file\. Choose/],
    ['below a file', join(file, 'below', 'it'), /: it is a file\. Choose/],
    ['with too long a name', join(newDirectory(), 'a'.repeat(300)), /name too long|no such file/],
    ['whose lock is no database', notADatabase, /its lock\.sqlite says "file is not a database"/],
    // mkdir's own recursion would try for ever.
    ...(process.platform === 'linux'
      ? [['below /proc', '/proc/nobody/data', /no such file or directory/] as const]
      : []),
  ] as const) {
    it(`is told in one line when it is one ${title}`, () => {
      assert.throws(
        () => lockDirectory(directory),
        (error) => {
          assert.ok(error instanceof StartupError, String(error));
          assert.ok(error.message.startsWith(`${directory} cannot hold data: `), error.message);
          assert.match(error.message, reason);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
  }
});

describe('the guard of the engine', () => {
  for (const platform of ['linux', 'win32'] as const) {
    it(`ends what it runs when its standard input closes, and names its process (${platform})`, async () => {
      const pidFile = join(newDirectory(), 'engine.pid');
      const sleeper = join(import.meta.dirname, 'testing', 'sleep.ts');
      const [program, ...programArguments] = guardCommand(platform, pidFile, [process.execPath, sleeper]);
      const guard = spawn(program, programArguments, { stdio: ['pipe', 'ignore', 'pipe'] });
      await once(guard.stderr, 'data');
      while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await setImmediate();
      const pid = Number(readFileSync(pidFile, 'utf8'));
      process.kill(pid, 0);
      guard.stdin.end();
      await once(guard, 'exit');
      assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    });
  }
});
