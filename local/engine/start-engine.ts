/** Starts dynoxide on a database file and keeps it from outliving the local cloud. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';
import { endLeftoverEngine } from './end-leftover-engine.ts';
import { guardCommand } from './guard-command.ts';
import { addStreamIndexes } from './stream-indexes.ts';
import { freePort } from './free-port.ts';

export type RunningEngine = {
  readonly endpoint: string;
  readonly databasePath: string;
  /** dynoxide's own tools (TTL sweep), as a Model Context Protocol server. */
  readonly toolsEndpoint: string;
  /** Rejects when the engine ends by itself; never resolves. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
};

const READY_WITHIN_MS = 10_000;

/** Starts `binary` with its data in `directory` (made if missing). Throws `StartupError` when it does not come up. */
export const startEngine = async (binary: string, directory: string): Promise<RunningEngine> => {
  mkdirSync(directory, { recursive: true });
  const databasePath = join(directory, 'dynamodb.sqlite');
  const pidFile = join(directory, 'engine.pid');
  await endLeftoverEngine(pidFile, databasePath);
  const [port, toolsPort] = [await freePort(), await freePort()];
  const engineArguments = ['serve', '--port', `${port}`, '--db-path', databasePath];
  const toolsArguments = ['--mcp', '--mcp-no-auth', '--mcp-port', `${toolsPort}`];
  const [program, ...programArguments] = guardCommand(process.platform, pidFile, [binary, ...engineArguments, ...toolsArguments]);
  const child = spawn(program, programArguments, {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A terminal sends Ctrl-C to the whole process group; the engine has to outlive what still writes to it.
    detached: true,
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk}`.slice(-2000)));
  const ended = once(child, 'exit');
  let stopping = false;
  const failed = ended.then(async (): Promise<never> => {
    if (stopping) return new Promise(() => {});
    throw new StartupError(`The DynamoDB engine ended by itself. Its last words: ${complaint.trim() || 'none'}`);
  });
  failed.catch(() => {});

  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([untilItAnswers(endpoint), failed]);
  addStreamIndexes(databasePath);

  return {
    endpoint,
    databasePath,
    toolsEndpoint: `http://127.0.0.1:${toolsPort}/mcp`,
    failed,
    stop: async () => {
      stopping = true;
      child.stdin.end();
      await ended;
      rmSync(pidFile, { force: true });
    },
  };
};

const untilItAnswers = async (endpoint: string): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(endpoint, { method: 'POST' }).then(
      async (response) => (await response.text()) !== undefined,
      () => false,
    );
    if (answered) return;
    await delay(5);
  }
  throw new StartupError(`The DynamoDB engine did not answer on ${endpoint} within ${READY_WITHIN_MS / 1000} s.`);
};
