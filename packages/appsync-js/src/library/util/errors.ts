/** `util.error`, `util.appendError`, `util.unauthorized`. */
import { run } from '../call/run.ts';
import { stop } from '../kernel/stop.ts';
import type { DescribedError } from '../kernel/stop.ts';

export function error(message: unknown, errorType?: unknown, data?: unknown, errorInfo?: unknown): void {
  const described = describeError(message, errorType, data, errorInfo);
  if (described !== undefined) stop({ kind: 'error', error: described });
}

export function appendError(message: unknown, errorType?: unknown, data?: unknown, errorInfo?: unknown): void {
  const described = describeError(message, errorType, data, errorInfo);
  if (described !== undefined) run.outErrors.push(described);
}

export function unauthorized(): never {
  return stop({
    kind: 'error',
    error: { message: 'Unauthorized', errorType: 'Unauthorized', data: null, errorInfo: null, isDenial: true },
  });
}

/** A message or type that isn't a string makes AppSync ignore the whole call (aws-appsync-community#384). */
function describeError(
  message: unknown,
  errorType: unknown,
  data: unknown = null,
  errorInfo: unknown = null,
): DescribedError | undefined {
  const text = message ?? 'null';
  const type = errorType ?? null;
  if (typeof text !== 'string' || (type !== null && typeof type !== 'string')) return undefined;
  return { message: text, errorType: type, data, errorInfo };
}
