/** Calls a handler, and writes its result as JSON. */
import { changedStash, createContext } from './call/context.ts';
import type { ContextJson } from './call/context.ts';
import { toJson } from './limits/json-text.ts';
import { startClock } from './limits/limits.ts';
import { metering } from './limits/metered-operators.ts';
import { isFunction, keys } from './kernel/natives.ts';
import { logging } from './javascript/console.ts';
import { operators } from './javascript/operators.ts';
import { beginRun, run } from './call/run.ts';
import { failCode, stopOf } from './kernel/stop.ts';
import type { DescribedError } from './kernel/stop.ts';
import { toBytes } from './util/utf8.ts';

/** The modules that code can import, by name. */
export type Modules = { readonly [name: string]: object };

/** A module's code as a function, made by `compile/compile-code.ts`: runs the module anew and returns its exports. */
export type Unit = (modules: Modules, helpers: Helpers) => { readonly [name: string]: unknown };

/** What compiled code calls. */
const helpers = { ...operators, ...metering, ...logging };

export type Helpers = typeof helpers;

/** Service quotas, "Maximum evaluated resolver response size". */
const MAX_OUTPUT_BYTES = 5 * 1024 * 1024;

/**
 * The result as JSON; what else came of the call waits for `takeRest`. Two strings, because most
 * calls need only the first.
 */
export function evaluate(modules: Modules, unit: Unit, name: string, json: ContextJson): string {
  const context = createContext(json);
  beginRun();
  startClock();
  const outcome = attempt(() => {
    const handler = unit(modules, helpers)[name];
    return isFunction(handler) ? handler(context) : failCode(`The code exports no function ${name}`);
  });
  const written = attempt(() => write(outcome, changedStash()));
  return typeof written.value === 'string' ? written.value : writeFailure(written);
}

/**
 * A result that cannot be written, such as an object that contains itself, replaces everything else but the log's reason.
 */
function writeFailure(failure: Outcome): string {
  const reason = run.logs[run.logs.length - 1] ?? '';
  beginRun();
  run.logs.push(reason);
  return write(failure, undefined);
}

let rest = '';

/** The other members of `Evaluation` as JSON, without the empty ones, and without a stash that has not changed. */
export function takeRest(): string {
  return rest;
}

type Outcome = { readonly value?: unknown; readonly error?: DescribedError; readonly earlyReturn?: 'END' | 'NEXT' };

function attempt(work: () => unknown): Outcome {
  try {
    return { value: work() };
  } catch (thrown) {
    startClock(); // The handler has ended; writing its result gets a share of its own.
    const reason = stopOf(thrown);
    if (reason === undefined) return { error: failureOf(thrown) };
    return reason.kind === 'error' ? { error: reason.error } : { value: reason.result, earlyReturn: reason.skipTo };
  }
}

/** The engine's messages name members, whose names can be long. */
const MAX_MESSAGE_CHARACTERS = 1_000;

/** Where in the code it happened, in the engine's words. */
const PLACE = /appsync-code:\d+/;

/** AppSync reports every failure of the code alike (aws-appsync-community#280); the log says more. */
function failureOf(thrown: unknown): DescribedError {
  const { message, stack = '' } = thrown instanceof Error ? thrown : { message: String(thrown) };
  const line = PLACE.exec(stack)?.[0].split(':')[1];
  run.logs.push(
    `Runtime Error${line === undefined ? '' : ` in line ${line}`}: ${message.slice(0, MAX_MESSAGE_CHARACTERS)}`,
  );
  return { message: 'Runtime Error', errorType: 'Code', data: null, errorInfo: null };
}

/** Gives the result, and sets the rest. */
function write({ value, error, earlyReturn }: Outcome, stash: string | undefined): string {
  const result = checkSize(jsonOf(value));
  let members = '';
  if (stash !== undefined) members += `,"stash":${stash}`;
  if (error !== undefined) members += `,"error":${jsonOf(error)}`;
  if (earlyReturn !== undefined) members += `,"earlyReturn":"${earlyReturn}"`;
  if (run.outErrors.length > 0) members += `,"outErrors":${jsonOf(run.outErrors)}`;
  if (keys(run.responseHeaders).length > 0) members += `,"responseHeaders":${jsonOf(run.responseHeaders)}`;
  if (run.logs.length > 0) members += `,"logs":${jsonOf(run.logs)}`;
  members += extensionsText();
  rest = members === '' ? '' : `{${checkSize(members).slice(1)}}`;
  return result;
}

/** JSON knows neither undefined nor functions. */
function jsonOf(value: unknown): string {
  return toJson(value) ?? 'null';
}

function checkSize(text: string): string {
  const isTooLarge =
    text.length > MAX_OUTPUT_BYTES || (text.length > MAX_OUTPUT_BYTES / 3 && toBytes(text).length > MAX_OUTPUT_BYTES);
  return isTooLarge ? failCode('The output of the handler has more than 5 MB') : text;
}

function extensionsText(): string {
  const { subscriptionFilter, invalidationFilter, invalidations, evictions } = run;
  const isUnused = subscriptionFilter === undefined && invalidationFilter === undefined;
  if (isUnused && invalidations.length + evictions.length === 0) return '';
  return `,"extensions":${jsonOf({ subscriptionFilter, invalidationFilter, invalidations, evictions })}`;
}
