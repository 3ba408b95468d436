/** What a field has answered. */
import { failure } from './errors.ts';

/** Throws `UnexpectedAnswer` for null: the API answers that with an error alone. */
export function answered<T>(value: T | null, field: string): T {
  if (value === null) throw failure('UnexpectedAnswer', `${field} answered null without an error.`);
  return value;
}
