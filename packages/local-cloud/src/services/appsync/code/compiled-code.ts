/** Compiled APPSYNC_JS, kept in a file from one start to the next, because compiling takes most of the time of a start. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readVersion } from '@ordersaga/appsync-js/run';
import type { CompiledCode } from '@ordersaga/appsync-js/compile';
import { isObject } from '../../../kernel/json.ts';

export type Code = { readonly code: string; readonly name: string };

export type Compilation = {
  /** What `createLoad` needs. */
  readonly librarySource: string;
  readonly compiled: { readonly [key: string]: CompiledCode };
};

type Kept = Compilation & { readonly version: string };

export function keyOf({ code, name }: Code): string {
  return createHash('sha256')
    .update(JSON.stringify([name, code]))
    .digest('hex');
}

/**
 * Compiles what `file` does not have, then keeps in it what these codes need and nothing else. Throws `CodeError` for code
 * that AppSync would not save.
 */
export async function compileAll(codes: readonly Code[], file: string): Promise<Compilation> {
  const version = await readVersion();
  const kept = await read(file, version);
  const missing = codes.filter((code) => kept?.compiled[keyOf(code)] === undefined);
  if (kept && missing.length === 0) return kept;

  const { bundleLibrary, compile } = await import('@ordersaga/appsync-js/compile');
  const compiled = codes.map((one) => {
    const key = keyOf(one);
    return [key, kept?.compiled[key] ?? compile(one.code, one.name)] as const;
  });
  const compilation = { version, librarySource: bundleLibrary(), compiled: Object.fromEntries(compiled) };
  await write(file, compilation);
  return compilation;
}

/** Undefined if there is nothing that this version has written. */
async function read(file: string, version: string): Promise<Kept | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isKept(value) && value.version === version ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

function isKept(value: unknown): value is Kept {
  return isObject(value) && typeof value['librarySource'] === 'string' && isObject(value['compiled']);
}

function isMissing(error: unknown): boolean {
  return isObject(error) && error['code'] === 'ENOENT';
}

/** Two processes may write at once; each reads a whole file. */
async function write(file: string, kept: Kept): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, JSON.stringify(kept));
  await rename(draft, file);
}
