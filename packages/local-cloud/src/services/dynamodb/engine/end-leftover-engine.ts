/** Ends the engine of a local cloud that was killed, before a new one opens the same database. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** `pidFile` holds the engine's process id; `databasePath` tells it from a process that has got its id since. */
export async function endLeftoverEngine(pidFile: string, databasePath: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  while (pid > 0 && commandOf(pid).includes(databasePath)) {
    kill(pid);
    await delay(5);
  }
  rmSync(pidFile, { force: true });
}

/** Empty if there is no such process, or only what is left of it. Slim Linux images have no `ps`. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const [program, ...programArguments] =
      process.platform === 'win32' ? commandOnWindows(pid) : ['ps', '-o', 'command=', '-p', `${pid}`];
    return execFileSync(program, programArguments, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function commandOnWindows(pid: number): [string, ...string[]] {
  return [
    'powershell',
    '-NoProfile',
    '-Command',
    `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
  ];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
