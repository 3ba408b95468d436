/** The local cloud as a child process, for commands and for end-to-end tests. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseRecord, stringIn } from './json.ts';

/** Where the cloud is, as `npm start -- --json` says it. */
export type CloudDescription = {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly playgroundUrl: string;
  readonly apiKey: string;
  readonly awsEndpointUrl: string;
  /** The certificate of `https:` and `wss:` on the same port, in PEM. */
  readonly certificateFile: string;
  /** Where the stack's mails land; absent when it sends none. */
  readonly inboxUrl?: string;
  readonly pid: number;
};

export type RunningCloud = CloudDescription & {
  /** Resolves when it has ended, whoever has ended it. */
  readonly ended: Promise<void>;
  /** Ends it and everything that it started; resolves when that is done. */
  stop(): Promise<void>;
};

/** The command line of the local cloud, as a file for Node. */
export const LOCAL_CLOUD = fileURLToPath(import.meta.resolve('@ordersaga/local-cloud/cli'));

export type StartCloudOptions = {
  /** More options of `npm start`, such as `['--data', directory]`. */
  readonly options?: readonly string[];
  /** Takes each line about the start. */
  readonly progress?: (line: string) => void;
};

/** The local cloud ended before it was ready; the message is its last words. */
export class CloudNotStartedError extends Error {
  override readonly name = 'CloudNotStartedError';
}

/** Starts the local cloud on a free port and waits until it is ready. Throws `CloudNotStartedError`. */
export async function startCloud(startOptions: StartCloudOptions = {}): Promise<RunningCloud> {
  const { options = [], progress = () => {} } = startOptions;
  const child: Child = spawn(process.execPath, [LOCAL_CLOUD, 'start', '--json', '--port', '0', ...options], {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C reaches only this process, which ends the cloud when it is done with it.
    detached: true,
    windowsHide: true,
  });
  const ended = once(child, 'close').then(() => letGo());
  const letGo = endWithThisProcess(child);
  const lastWords = listen(child, progress);

  const description = await Promise.race([firstLine(child), ended]);
  if (!description) {
    throw new CloudNotStartedError(lastWords() || 'The local cloud ended without a word.');
  }
  return {
    ...description,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** However this process ends, the cloud ends too. Returns a function that undoes this. */
function endWithThisProcess(child: Child): () => void {
  const kill = (): void => void child.kill('SIGTERM');
  const exit = (_signal: string, number: number): void => process.exit(128 + number);
  process.once('exit', kill);
  for (const signal of SIGNALS) process.once(signal, exit);
  return () => {
    process.removeListener('exit', kill);
    for (const signal of SIGNALS) process.removeListener(signal, exit);
  };
}

/** Passes on what the cloud prints. Returns a function that gives its last line that isn't part of a stack trace. */
function listen(child: Child, progress: (line: string) => void): () => string {
  let lastLine = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!/^\s*(at |$)/.test(line)) lastLine = line;
    progress(line);
  });
  return () => lastLine;
}

/** The line of JSON that describes a cloud which is ready. */
export function parseDescription(line: string): CloudDescription {
  const described = parseRecord(line);
  return {
    graphqlUrl: stringIn(described, 'graphqlUrl'),
    realtimeUrl: stringIn(described, 'realtimeUrl'),
    playgroundUrl: stringIn(described, 'playgroundUrl'),
    apiKey: stringIn(described, 'apiKey'),
    awsEndpointUrl: stringIn(described, 'awsEndpointUrl'),
    certificateFile: stringIn(described, 'certificateFile'),
    ...(described['inboxUrl'] !== undefined && { inboxUrl: stringIn(described, 'inboxUrl') }),
    pid: Number(described['pid']),
  };
}

async function firstLine(child: Child): Promise<CloudDescription | undefined> {
  for await (const line of createInterface({ input: child.stdout })) {
    // Nothing else is expected; but a full pipe would stop the cloud.
    child.stdout.resume();
    return parseDescription(line);
  }
  return undefined;
}
