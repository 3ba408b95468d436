/** Failures with a name of AppSync's. */
import type { JsonValue } from '../../kernel/json.ts';

/** The caller isn't authorized; AppSync rejects the whole request. */
export class UnauthorizedError extends Error {
  readonly errorType: string;
  readonly statusCode: number;

  constructor(
    message = 'You are not authorized to make this call.',
    statusCode = 401,
    errorType = 'UnauthorizedException',
  ) {
    super(message);
    this.statusCode = statusCode;
    this.errorType = errorType;
  }
}

/** One field failed; becomes an entry of `errors`. */
export class FieldError extends Error {
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;

  constructor(message: string, errorType: string | null, data: JsonValue = null, errorInfo: JsonValue = null) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }
}

/** The definition has something that the local cloud doesn't support, or contradicts itself. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}
