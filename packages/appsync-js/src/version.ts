import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A hash of this package's sources and manifest, which pins the version of TypeScript. What `compile` has returned is good
 * for `createLoad` as long as the version is the same.
 */
export async function readVersion(): Promise<string> {
  const sources = await readdir(import.meta.dirname, { recursive: true, withFileTypes: true });
  const files = sources.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all([join(import.meta.dirname, '../package.json'), ...files.sort()].map(readText));
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}
