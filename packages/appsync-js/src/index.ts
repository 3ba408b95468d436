/** Runs and checks APPSYNC_JS code, the language of AppSync's resolvers and functions. */

export { CodeError, loadCode } from './load-code.ts';
export type {
  CodeFault,
  Evaluation,
  Eviction,
  HandlerContext,
  HandlerError,
  Invalidation,
  LoadedCode,
} from './load-code.ts';
