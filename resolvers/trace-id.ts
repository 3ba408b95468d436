/** The trace that a request belongs to, to be stored with the events that it causes. */
import type { Context } from '@aws-appsync/utils';
import { traceHeaderOf } from '../domain/trace-header.ts';

/** The header that AppSync adds to every request, or null when the client has sent one that a bus doesn't take. */
export function traceIdOf(ctx: Context): string | null {
  return traceHeaderOf(ctx.request.headers['x-amzn-trace-id']);
}
