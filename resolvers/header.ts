/** Reading a header of the request: clients may send it several times, so it isn't always a string. */
import type { Context } from '@aws-appsync/utils';

/** The header of this lower-case name, unchecked. */
export function headerOf(ctx: Context, name: string): unknown {
  const headers: Record<string, unknown> = ctx.request.headers;
  return headers[name];
}
