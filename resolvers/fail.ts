/** Errors of resolvers: clients can rely on their `errorType`. */
import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { ApiErrorType } from '../domain/errors.ts';

/** Ends the field with this error. `errorInfo` is what a program needs to know besides its type. */
export function fail(errorType: ApiErrorType, message: string, errorInfo?: Record<string, unknown>): never {
  return errorInfo ? util.error(message, errorType, null, errorInfo) : util.error(message, errorType);
}

/** Ends the field with the data source's error, if there is one. */
export function failIfDataSourceFailed(ctx: Context): void {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
}
