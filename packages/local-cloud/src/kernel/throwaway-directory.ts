/** A directory for data that must not outlive the process that it belongs to. */

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** On a memory file system where there is one: twice as fast, and nothing here is to be kept. */
const PARENT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** `onClose` takes what removes it. What processes that were killed have left behind is removed at once. */
export function createThrowawayDirectory(onClose: (remove: () => void) => void): string {
  removeLeftovers();
  const directory = mkdtempSync(join(PARENT, `local-cloud-${process.pid}-`));
  onClose(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function removeLeftovers(): void {
  for (const name of readdirSync(PARENT)) {
    const [, pid] = /^local-cloud-(\d+)-/.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) rmSync(join(PARENT, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is running, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
