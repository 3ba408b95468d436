/** The APPSYNC_JS runtime 1.0.0: loads the code of resolvers and functions, and runs its handlers. */
import { compileCode } from './compile/compile-code.ts';
import { CodeError } from './contract/code-error.ts';
import type { CodeFault } from './contract/code-error.ts';
import type { Evaluation, HandlerContext } from './contract/evaluation.ts';
import { parseJson } from './contract/json.ts';
import { canShowNumbers } from './differences/can-show-numbers.ts';
import { findDifferences } from './differences/find-differences.ts';
import type { Difference } from './differences/find-differences.ts';
import { createAnalyze } from './fence/analyze.ts';
import { checkCode, toFaults } from './fence/check-code.ts';
import { found } from './fence/finding.ts';
import type { Finding } from './fence/finding.ts';
import { readCode, withinStack } from './fence/read-code.ts';
import type { Unit } from './library/evaluate.ts';
import type { TestLimits } from './library/limits/limits.ts';
import { contextJson } from './realm/context-json.ts';
import { createRealm } from './realm/create-realm.ts';
import type { Realm } from './realm/create-realm.ts';

/** The code of one resolver or function. */
export type LoadedCode = {
  /** Places where AppSync runs the code differently from JavaScript, in the order of the code: see `SUPPORT.md`. */
  readonly warnings: readonly CodeFault[];
  /**
   * Runs a handler, as AWS's `EvaluateCode` does. Members that `context` leaves out are empty: `{}`, or null for
   * `identity`, `source` and `prev`. It never throws and always ends: code that fails, runs for longer than 1 second or
   * uses too much memory returns an `Evaluation` with an `error`.
   */
  readonly evaluate: (handler: 'request' | 'response', context?: Partial<HandlerContext>) => Evaluation;
};

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
  const realm = createRealm(limits);
  const analyze = createAnalyze(realm.membersJson);
  return (code, name) => {
    const source = readCode(code, name);
    return withinStack(code, name, () => {
      const analysis = analyze(source);
      checkCode(analysis, name);
      const showsNumbers = canShowNumbers(source, analysis.checker);
      const unit = evaluateUnit(realm, compileCode(source, showsNumbers), name);
      return {
        warnings: toFaults(findDifferences(source).map(toFinding), source, name),
        evaluate: (handler, context = {}) => evaluate(realm, { unit, showsNumbers }, handler, context),
      };
    });
  };
}

function toFinding({ node, rule, message }: Difference): Finding {
  return found(node, rule, message);
}

/** Throws `CodeError` for what only the engine finds, such as a name that is declared twice. */
function evaluateUnit(realm: Realm, source: string, name: string): Unit {
  try {
    const unit = realm.run(source);
    if (isUnit(unit)) return unit;
    throw new TypeError(`The compiled code of ${name} is not a function.`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/:(\d+)/.exec(error.stack ?? '')?.[1] ?? 1);
    throw new CodeError(name, [{ file: name, line, column: 1, rule: 'syntax', message: error.message }]);
  }
}

function isUnit(value: unknown): value is Unit {
  return typeof value === 'function';
}

type Compiled = { readonly unit: Unit; readonly showsNumbers: boolean };

function evaluate(
  realm: Realm,
  { unit, showsNumbers }: Compiled,
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
