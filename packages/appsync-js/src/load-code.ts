/** The APPSYNC_JS runtime 1.0.0: loads the code of resolvers and functions, and runs its handlers. */
import { createCompile } from './compile.ts';
import type { TestLimits } from './library/limits/limits.ts';
import { bundleLibrary } from './realm/bundle-library.ts';
import { createRealm } from './realm/create-realm.ts';
import { createLoadInto } from './run.ts';
import type { LoadedCode } from './run.ts';

/**
 * Loads one module of APPSYNC_JS: JavaScript of at most 32,768 characters that exports `request` and `response`. `name`
 * stands for its file in messages; if the code ends with an inline source map, they name the source instead.
 *
 * Throws `CodeError` for code that AppSync would not save.
 *
 *     const code = loadCode('export const request = (ctx) => ({ payload: ctx.args.id });', 'Query.echo');
 *     code.evaluate('request', { arguments: { id: '1' } }).result; // { payload: '1' }
 */
export function loadCode(code: string, name: string): LoadedCode {
  load ??= createLoadCode();
  return load(code, name);
}

/** Made when the first code is loaded; all code of the process shares it. */
let load: typeof loadCode | undefined;

/** A `loadCode` with a realm of its own. */
export function createLoadCode(limits?: TestLimits): typeof loadCode {
  const realm = createRealm(bundleLibrary(), limits);
  const compile = createCompile(realm);
  const loadInto = createLoadInto(realm);
  return (code, name) => loadInto(compile(code, name), name);
}
