/** Ends the engine of a local cloud that was killed, before a new one opens the same database. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** `pidFile` holds the engine's process id; `databasePath` tells it from a process that has got its id since. */
export const endLeftoverEngine = async (pidFile: string, databasePath: string): Promise<void> => {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  while (pid > 0 && commandOf(pid).includes(databasePath)) {
    kill(pid);
    await delay(5);
  }
  rmSync(pidFile, { force: true });
};

/** Empty where there is no such process, or only what is left of it. */
const commandOf = (pid: number): string => {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
