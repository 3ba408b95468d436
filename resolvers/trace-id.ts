/** The trace that a request belongs to, to be stored with the events that it causes. */
import type { Context } from '@aws-appsync/utils';

/** The header that AppSync adds to every request. */
export function traceIdOf(ctx: Context): string | null {
  return ctx.request.headers['x-amzn-trace-id'] ?? null;
}
