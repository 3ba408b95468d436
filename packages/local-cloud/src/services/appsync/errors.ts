/** The failures that AppSync answers by name. */
import type { JsonValue } from '../../kernel/json.ts';

/** Nobody may call like this; the whole request is refused. */
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

/** One field failed: what becomes its entry in `errors`. */
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

/** The definition holds something that the local cloud does not carry, or that does not fit together. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}
