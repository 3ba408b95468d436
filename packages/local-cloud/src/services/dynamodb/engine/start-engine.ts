/** Starts dynoxide on a database file and keeps it from outliving the local cloud. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { StartupError } from '../../../kernel/startup-error.ts';
import { endLeftoverEngine } from './end-leftover-engine.ts';
import { guardCommand } from './guard-command.ts';
import { addStreamIndexes } from './stream-indexes.ts';
import { findEngineAddress } from './engine-address.ts';
import type { EngineAddress } from './engine-address.ts';
import { freePort } from './free-port.ts';
import { keepPrivate } from './keep-private.ts';

export type RunningEngine = {
  readonly endpoint: string;
  readonly databasePath: string;
  /** dynoxide's own tools (TTL sweep), as a Model Context Protocol server. */
  readonly toolsEndpoint: string;
  /** Bearer token that the tools want. */
  readonly toolsToken: string;
  /** Rejects when the engine ends by itself; never resolves. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
};

const READY_WITHIN_MS = 10_000;

/** A second cloud that starts at the same moment may take the port that was found free. */
const MAX_ATTEMPTS = 5;

/** Starts `binary` with its data in `directory` (made if missing). Throws `StartupError` when it does not come up. */
export async function startEngine(binary: string, directory: string): Promise<RunningEngine> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startEngineAt(await findEngineAddress(), binary, directory);
    } catch (error) {
      const isTaken = error instanceof StartupError && /in use/i.test(error.message);
      if (!isTaken || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function startEngineAt({ host, port }: EngineAddress, binary: string, directory: string): Promise<RunningEngine> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  keepPrivate(directory);
  const databasePath = join(directory, 'dynamodb.sqlite');
  const pidFile = join(directory, 'engine.pid');
  await endLeftoverEngine(pidFile, databasePath);
  writeFileSync(pidFile, '', { mode: 0o600 });
  const [toolsPort, toolsToken] = [await freePort(), randomUUID()];
  const engineArguments = ['serve', '--host', host, '--port', `${port}`, '--db-path', databasePath];
  const toolsArguments = ['--mcp', '--mcp-port', `${toolsPort}`];
  const [program, ...programArguments] = guardCommand(process.platform, pidFile, [
    binary,
    ...engineArguments,
    ...toolsArguments,
  ]);
  const child = spawn(program, programArguments, {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, DYNOXIDE_MCP_AUTH_TOKEN: toolsToken },
    // A terminal sends Ctrl-C to the whole process group; the engine has to outlive what still writes to it.
    detached: true,
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)));
  const ended = once(child, 'exit');
  let stopping = false;
  const failed = ended.then(async (): Promise<never> => {
    if (stopping) return new Promise(() => {});
    throw new StartupError(`The DynamoDB engine ended by itself. Its last words: ${complaint.trim() || 'none'}`);
  });
  failed.catch(() => {});

  const endpoint = `http://${host}:${port}`;
  await Promise.race([untilItAnswers(endpoint), failed]);
  addStreamIndexes(databasePath);

  return {
    endpoint,
    databasePath,
    toolsEndpoint: `http://127.0.0.1:${toolsPort}/mcp`,
    toolsToken,
    failed,
    stop: async () => {
      stopping = true;
      child.stdin.end();
      await ended;
      rmSync(pidFile, { force: true });
    },
  };
}

async function untilItAnswers(endpoint: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    // Not by fetch, which refuses the engine's port as browsers do.
    const answered = await request(endpoint, { method: 'POST' }).then(
      async ({ body }) => {
        await body.text();
        return true;
      },
      () => false,
    );
    if (answered) return;
    await delay(5);
  }
  throw new StartupError(`The DynamoDB engine did not answer on ${endpoint} within ${READY_WITHIN_MS / 1000} s.`);
}
