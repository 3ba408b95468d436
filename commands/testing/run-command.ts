/** Runs a command of this folder as a user would, without a terminal. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { outcomeOf } from './outcome-of.ts';
import type { Outcome } from './outcome-of.ts';

export function runCommand(name: string, ...options: string[]): Promise<Outcome> {
  return runCommandWith({}, name, ...options);
}

/** `environment` is added to that of this process. */
export function runCommandWith(
  environment: Readonly<Record<string, string>>,
  name: string,
  ...options: string[]
): Promise<Outcome> {
  return outcomeOf(startCommand(environment, name, ...options));
}

/** The same, without waiting for its end. */
export function startCommand(
  environment: Readonly<Record<string, string>>,
  name: string,
  ...options: string[]
): ChildProcess {
  const cwd = `${import.meta.dirname}/../..`;
  return spawn(process.execPath, [`commands/${name}.ts`, ...options], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
