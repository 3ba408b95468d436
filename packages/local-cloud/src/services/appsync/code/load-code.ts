/** How the code of an API's resolvers and functions is loaded. */
import { join } from 'node:path';
import { createLoad } from '@ordersaga/appsync-js/run';
import type { LoadedCode } from '@ordersaga/appsync-js/run';
import { compileAll, keyOf } from './compiled-code.ts';
import type { Code } from './compiled-code.ts';

/** Throws `CodeError` for code that AppSync would not save. `name` stands for the code in messages. */
export type LoadCode = (code: string, name: string) => LoadedCode;

/**
 * Makes the code ready to be loaded. With a `cacheDirectory`, only code that the compiler hasn't seen before is compiled,
 * and the compiler stays out of the process if there is none. Throws `CodeError`.
 */
export async function prepareCode(codes: readonly Code[], cacheDirectory?: string): Promise<LoadCode> {
  if (cacheDirectory === undefined) return (await import('@ordersaga/appsync-js')).loadCode;
  const { librarySource, compiled } = await compileAll(codes, join(cacheDirectory, 'appsync-js.json'));
  const load = createLoad(librarySource);
  return (code, name) => {
    const found = compiled[keyOf({ code, name })];
    if (!found) throw new Error(`The code of ${name} was not prepared.`);
    return load(found, name);
  };
}
