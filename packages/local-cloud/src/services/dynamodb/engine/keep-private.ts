/** Keeps a data directory from other users of the machine: orders, addresses and secrets are in it. */

import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** SQLite gives the mode of a database file to the files that it puts beside it. */
const DATABASES = ['lock.sqlite', 'dynamodb.sqlite'];

/** Folders of the services that keep files. */
const FOLDERS = ['s3', 'sqs'];

/** Files that the local cloud itself puts into the directory. */
const OWN_FILE = /^(lock|dynamodb)\.sqlite(-\w+)?$|^engine\.pid$/;

/**
 * Makes the databases, empty, where they are missing, so that they are the owner's alone from the start, and takes from
 * others what they could read before. A directory that was there for another purpose keeps its mode, and so do the files
 * in it that the local cloud has not made.
 */
export function keepPrivate(directory: string): void {
  const names = readdirSync(directory);
  const isOurs = names.includes('lock.sqlite') || names.length === 0;
  if (isOurs && names.every(isOwn)) chmodSync(directory, 0o700);
  if (isOurs) names.filter(isOwn).forEach((name) => takeFromOthers(directory, name));
  for (const name of DATABASES) {
    const file = join(directory, name);
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
  }
}

function isOwn(name: string): boolean {
  return OWN_FILE.test(name) || FOLDERS.includes(name);
}

function takeFromOthers(parent: string, name: string): void {
  const path = join(parent, name);
  if (!FOLDERS.includes(name)) return chmodSync(path, 0o600);
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() || entry.isDirectory())
      chmodSync(join(entry.parentPath, entry.name), entry.isFile() ? 0o600 : 0o700);
  }
  chmodSync(path, 0o700);
}
