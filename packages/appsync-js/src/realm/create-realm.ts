/** The V8 context in which all APPSYNC_JS code of the process runs, behind the library that it is given. */
import { randomUUID } from 'node:crypto';
import vm from 'node:vm';
import { isRecord } from '../contract/json.ts';
import type { TestLimits } from '../library/limits/limits.ts';
import type { Library, install } from '../library/main.ts';

export type Realm = Library & {
  /** Returns what the source evaluates to. Throws `SyntaxError` if the engine cannot read it. */
  readonly run: (source: string) => unknown;
};

/**
 * All code shares one realm: everything in it is frozen, so that code can change nothing for other code, and a call
 * costs no change of context. Code gets nothing from outside but strings, which the library parses. Functions from
 * outside, such as the one for random ids, stay with the library. `librarySource` is what `bundleLibrary` returns.
 */
export function createRealm(librarySource: string, limits: TestLimits = {}): Realm {
  const global = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const run = (source: string, filename: string): unknown => new vm.Script(source, { filename }).runInContext(global);
  const library = run(librarySource, 'appsync-library');
  if (!isLibraryModule(library)) throw new TypeError('The bundled library exports no function install.');
  return { ...library.install(global, randomUUID, limits), run: (source) => run(source, 'appsync-code') };
}

function isLibraryModule(value: unknown): value is { readonly install: typeof install } {
  return isRecord(value) && typeof value['install'] === 'function';
}
