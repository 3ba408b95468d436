/** The V8 context in which all APPSYNC_JS code of the process runs, behind the library that it is given. */
import { randomUUID } from 'node:crypto';
import vm from 'node:vm';
import { bundleLibrary } from './bundle-library.ts';
import type { Library, install } from '../library/main.ts';
import type { Unit } from '../library/evaluate.ts';

export type Realm = Library & {
  /** Evaluates what `compileCode` has made. Throws `SyntaxError` where the engine cannot read it. */
  readonly load: (source: string) => Unit;
};

/**
 * All code shares one realm: everything in it is frozen, so that code can change nothing for other code, and a call costs no
 * change of context. Only texts go in and come out. The one function from outside, for random ids, stays with the library.
 */
export const createRealm = (): Realm => {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const { install }: { install: Install } = new vm.Script(bundleLibrary(), { filename: 'appsync-library' }).runInContext(context);
  const library = install(context, randomUUID);
  return { ...library, load: (source) => new vm.Script(source, { filename: 'appsync-code' }).runInContext(context) };
};

type Install = typeof install;
