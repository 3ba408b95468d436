/** What this checkout alone knows: keys that are the same at each start and different on each machine come from it. */

import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives the secret in `file`, 64 hexadecimal digits; makes it where there is none. Safe in two processes at once. */
export function openCheckoutSecret(file: string): string {
  const found = readSecret(file);
  if (found !== undefined) return found;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, newSecret(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    // Another process was first, and both go on with what it has written.
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
  return openCheckoutSecret(file);
}

export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** A file that holds anything else is removed: what is not random must not be used as a secret. */
function readSecret(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  chmodSync(file, 0o600);
  const text = readFileSync(file, 'utf8');
  if (/^[\da-f]{64}$/.test(text)) return text;
  rmSync(file);
  return undefined;
}
