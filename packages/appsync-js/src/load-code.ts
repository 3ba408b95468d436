/** The APPSYNC_JS runtime 1.0.0: loads the code of resolvers and functions, and runs its handlers. */
import { CodeError } from './contract/code-error.ts';
import { compileCode } from './compile/compile-code.ts';
import type { CodeFault } from './contract/code-error.ts';
import { canShowNumbers } from './differences/can-show-numbers.ts';
import { findDifferences } from './differences/find-differences.ts';
import type { Difference } from './differences/find-differences.ts';
import type { Evaluation, HandlerContext } from './contract/evaluation.ts';
import { createAnalyze } from './fence/analyze.ts';
import { checkCode, toFaults } from './fence/check-code.ts';
import { found } from './fence/finding.ts';
import type { Finding } from './fence/finding.ts';
import { readCode, withinStack } from './fence/read-code.ts';
import { contextTexts } from './realm/context-json.ts';
import { createRealm } from './realm/create-realm.ts';
import type { Realm } from './realm/create-realm.ts';

export { CodeError } from './contract/code-error.ts';
export type { CodeFault } from './contract/code-error.ts';
export type { Evaluation, Eviction, HandlerContext, HandlerError, Invalidation } from './contract/evaluation.ts';

export type LoadedCode = {
  /** Where AppSync runs the code otherwise than JavaScript would, in the order of the code: see `SUPPORT.md`. */
  readonly warnings: readonly CodeFault[];
  /** Runs a handler. Whatever the code does ends as an `Evaluation`: nothing is thrown, and nothing runs forever. */
  readonly handler: (name: 'request' | 'response', context: HandlerContext) => Evaluation;
};

/**
 * Loads one module of APPSYNC_JS code; `name` stands for its file in messages. Throws `CodeError` for code that AppSync
 * would refuse when it is saved.
 *
 *     const code = loadCode('export const request = (ctx) => ({ payload: ctx.args.id });', 'Query.echo');
 *     code.handler('request', context).result; // { payload: '1' }
 */
export function loadCode(code: string, name: string): LoadedCode {
  runtime ??= createRuntime();
  const { realm, analyze } = runtime;
  const source = readCode(code, name);
  const { unit, showsNumbers, warnings } = withinStack(code, name, () => {
    const analysis = analyze(source);
    checkCode(analysis, name);
    const showsNumbers = canShowNumbers(source, analysis.checker);
    const unit = load(realm, compileCode(source, showsNumbers), name);
    return { unit, showsNumbers, warnings: toFaults(findDifferences(source).map(toFinding), source, name) };
  });
  return {
    warnings,
    handler: (handler, context) => {
      const texts = textsOf(context, showsNumbers);
      if (texts === undefined) return { ...NOTHING, ...TOO_DEEP, stash: context.stash };
      const result = realm.evaluate(unit, handler, ...texts);
      return { ...NOTHING, stash: context.stash, ...readRest(realm.takeRest()), result: JSON.parse(result) };
    },
  };
}

/** Made when the first code is loaded; all code of the process shares it. */
let runtime: { readonly realm: Realm; readonly analyze: ReturnType<typeof createAnalyze> } | undefined;

function createRuntime() {
  const realm = createRealm();
  return { realm, analyze: createAnalyze(realm.membersText) };
}

function toFinding({ node, rule, message }: Difference): Finding {
  return found(node, rule, message);
}

/** What only the engine finds, such as a name that is declared twice. */
function load(realm: Realm, source: string, name: string): ReturnType<Realm['load']> {
  try {
    return realm.load(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = Number(/:(\d+)/.exec(error.stack ?? '')?.[1] ?? 1);
    throw new CodeError(name, [{ file: name, line, column: 1, rule: 'syntax', message: error.message }]);
  }
}

/** Undefined for what a data source has nested deeper than the stack reaches. */
function textsOf(context: HandlerContext, showsNumbers: boolean): ReturnType<typeof contextTexts> | undefined {
  try {
    return contextTexts(context, showsNumbers);
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

function readRest(text: string): Partial<Evaluation> {
  if (text === '') return {};
  const rest: Partial<Evaluation> = JSON.parse(text);
  return rest;
}
