/** Keeps two local clouds from sharing a data directory. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from '../startup-error.ts';

/** How long the owner of the directory may still be dying. */
const PATIENCE_MS = 2000;

/**
 * Answers how to unlock it. The lock is SQLite's, which the system takes back however the process ends.
 * Throws `StartupError` where another process, or this one, has it.
 */
export const lockDirectory = (directory: string): (() => void) => {
  mkdirSync(directory, { recursive: true });
  const database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof Error && /locked/.test(error.message))) throw error;
    throw new StartupError(`Another local cloud runs on ${directory}. End it, or choose another directory with --data.`);
  }
  return () => database.close();
};
