/**
 * Runs and checks APPSYNC_JS, the JavaScript of AWS AppSync's resolvers and functions, without AWS. `loadCode` loads the
 * code of one resolver or function; the result runs its `request` and `response` handlers.
 *
 * @module @ordersaga/appsync-js
 */

export { loadCode } from './load-code.ts';
export type { LoadedCode } from './run.ts';
export { CodeError } from './contract/code-error.ts';
export type { CodeFault } from './contract/code-error.ts';
export type { Evaluation, Eviction, HandlerContext, HandlerError, Invalidation } from './contract/evaluation.ts';
export type { JsonObject, JsonValue } from './contract/json.ts';
