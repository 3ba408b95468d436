/** Runs a command of this folder as a user would, without a terminal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Outcome = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

export async function runCommand(name: string, ...options: string[]): Promise<Outcome> {
  const cwd = `${import.meta.dirname}/../..`;
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [`commands/${name}.ts`, ...options], { cwd, stdio });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, stdout, stderr };
}
