/** The V8 context in which all APPSYNC_JS code of the process runs, behind the library that it is given. */
import { randomUUID } from 'node:crypto';
import vm from 'node:vm';
import type { Unit } from '../library/evaluate.ts';
import type { Library, install } from '../library/main.ts';
import { bundleLibrary } from './bundle-library.ts';

export type Realm = Library & {
  /** Evaluates what `compileCode` has made. Throws `SyntaxError` where the engine cannot read it. */
  readonly load: (source: string) => Unit;
};

/**
 * All code shares one realm: everything in it is frozen, so that code can change nothing for other code, and a call
 * costs no change of context. Only texts go in and come out. The one function from outside, for random ids, stays with
 * the library.
 */
export function createRealm(): Realm {
  const global = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const run = (source: string, filename: string) => new vm.Script(source, { filename }).runInContext(global);
  const library: { readonly install: typeof install } = run(bundleLibrary(), 'appsync-library');
  return { ...library.install(global, randomUUID), load: (source) => run(source, 'appsync-code') };
}
