/** Keeps two local clouds from sharing a data directory. */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDirectory } from '../../../kernel/make-directory.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import { keepPrivate } from './keep-private.ts';

/** How long the owner of the directory may still be dying. */
const PATIENCE_MS = 2000;

/** A database that nothing refers to is collected as garbage, and its lock ends with it. */
const held = new Set<DatabaseSync>();

/**
 * Returns what unlocks the directory. The lock is SQLite's, which the system takes back however the process ends.
 * Throws `StartupError` if another process, or this one, has it, or if the directory cannot hold data.
 */
export function lockDirectory(directory: string): () => void {
  makeDirectory(directory);
  let database: DatabaseSync | undefined;
  try {
    keepPrivate(directory);
    database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: PATIENCE_MS });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    throw new StartupError(complaintAbout(directory, error instanceof Error ? error.message : String(error)));
  }
  const locked = database;
  held.add(locked);
  return () => {
    held.delete(locked);
    locked.close();
  };
}

function complaintAbout(directory: string, reason: string): string {
  return /locked/.test(reason)
    ? `Another local cloud runs on ${directory}. End it, or choose another directory with --data.`
    : `${directory} cannot hold data: its lock.sqlite says "${reason}". Choose another directory with --data.`;
}
