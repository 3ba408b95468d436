/** What a child process printed, and its exit code, when it has ended. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export type Outcome = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

/** A stream that isn't piped counts as empty. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const [code, stdout, stderr] = await Promise.all([exitCodeOf(child), textOf(child.stdout), textOf(child.stderr)]);
  return { code, stdout, stderr };
}

/** Null if a signal has ended it. */
export async function exitCodeOf(child: ChildProcess): Promise<unknown> {
  const closed: readonly unknown[] = await once(child, 'close');
  return closed[0];
}

function textOf(stream: Readable | null): Promise<string> {
  return stream ? text(stream) : Promise.resolve('');
}
