/**
 * Runs what `@ordersaga/appsync-js/compile` has made of code. It loads neither TypeScript nor esbuild.
 *
 * @module @ordersaga/appsync-js/run
 */
import type { CodeFault } from './contract/code-error.ts';
import type { CompiledCode } from './contract/compiled-code.ts';
import type { Evaluation, HandlerContext } from './contract/evaluation.ts';
import { parseJson } from './contract/json.ts';
import type { Unit } from './library/evaluate.ts';
import { contextJson } from './realm/context-json.ts';
import { createRealm } from './realm/create-realm.ts';
import type { Realm } from './realm/create-realm.ts';

export { CodeError } from './contract/code-error.ts';
export { readVersion } from './version.ts';

/** The code of one resolver or function. */
export type LoadedCode = {
  /** Places where AppSync runs the code differently from JavaScript, in the order of the code: see `SUPPORT.md`. */
  readonly warnings: readonly CodeFault[];
  /** Such as `request` and `response`. */
  readonly exportedNames: readonly string[];
  /**
   * Runs a handler, as AWS's `EvaluateCode` does. Members that `context` leaves out are empty: `{}`, or null for
   * `identity`, `source` and `prev`. It never throws and always ends: code that fails, runs for longer than 1 second or
   * uses too much memory returns an `Evaluation` with an `error`.
   */
  readonly evaluate: (handler: 'request' | 'response', context?: Partial<HandlerContext>) => Evaluation;
};

/** `name` stands for the code in messages. */
export type Load = (compiled: CompiledCode, name: string) => LoadedCode;

/** `librarySource` is what `bundleLibrary` returns. All code that the result loads shares one realm. */
export function createLoad(librarySource: string): Load {
  return createLoadInto(createRealm(librarySource));
}

export function createLoadInto(realm: Realm): Load {
  return (compiled, name) => {
    const { exportedNames, showsNumbers, warnings } = compiled;
    const unit = unitOf(realm, compiled, name);
    return {
      warnings,
      exportedNames,
      evaluate: (handler, context = {}) => evaluate(realm, { unit, showsNumbers }, handler, context),
    };
  };
}

function unitOf(realm: Realm, { script }: CompiledCode, name: string): Unit {
  const unit = realm.run(script);
  if (isUnit(unit)) return unit;
  throw new TypeError(`The compiled code of ${name} is not a function.`);
}

function isUnit(value: unknown): value is Unit {
  return typeof value === 'function';
}

type Runnable = { readonly unit: Unit; readonly showsNumbers: boolean };

function evaluate(
  realm: Realm,
  { unit, showsNumbers }: Runnable,
  handler: 'request' | 'response',
  context: Partial<HandlerContext>,
): Evaluation {
  const { stash = {} } = context;
  const json = jsonOf(context, showsNumbers);
  if (json === undefined) return { ...NOTHING, ...TOO_DEEP, stash };
  const result = parseJson(realm.evaluate(unit, handler, json));
  return { ...NOTHING, stash, ...readRest(realm.takeRest()), result };
}

/** Undefined for what a data source has nested deeper than the stack reaches. */
function jsonOf(context: Partial<HandlerContext>, showsNumbers: boolean): ReturnType<typeof contextJson> | undefined {
  try {
    return contextJson(context, showsNumbers);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const TOO_DEEP = {
  result: null,
  error: { message: 'Runtime Error', errorType: 'Code', data: null, errorInfo: null },
  logs: ['Runtime Error: The context is nested too deep'],
} as const;

/** What the rest leaves out. */
const NOTHING = {
  outErrors: [],
  extensions: { invalidations: [], evictions: [] },
  responseHeaders: {},
  logs: [],
} as const;

function readRest(json: string): Partial<Evaluation> {
  return json === '' ? {} : parseRest(json);
}

/** The library in the realm writes it, from what its own types describe. */
const parseRest: (json: string) => Partial<Evaluation> = JSON.parse;
