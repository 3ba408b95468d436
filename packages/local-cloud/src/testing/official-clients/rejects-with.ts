import assert from 'node:assert/strict';
import { inspect } from 'node:util';

/** Each official client wraps the API's message in its own way. */
export function rejectsWith(promise: Promise<unknown>, message: string): Promise<void> {
  return assert.rejects(promise, (error) => inspect(error, { depth: 9 }).includes(message));
}
