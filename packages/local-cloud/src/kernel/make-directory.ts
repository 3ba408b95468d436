/** Makes a directory that a user has named, or says why that cannot be. */

import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartupError } from './startup-error.ts';

/** `directory` is an absolute path. Throws `StartupError` if it is a file, or may not be made or written. */
export function makeDirectory(directory: string): void {
  try {
    makeMissing(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartupError(`${directory} cannot hold data: ${reasonOf(error)} Choose another directory with --data.`);
  }
}

/** Not `mkdirSync`'s own recursion, which never ends below /proc (seen on Node 24). */
function makeMissing(directory: string): void {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return;
  if (stats) throw new Error('it is a file.');
  if (dirname(directory) === directory) throw new Error('its drive does not exist.');
  makeMissing(dirname(directory));
  mkdirSync(directory);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${error.message.replace(/^\w+: |, \w+ '.*$/gs, '')}.` : error.message;
}
