/** For values that coercion has made out of JSON: graphql-js types them as unknown. */
import type { JsonObject } from '../../../kernel/json.ts';
import { isObject } from '../../../kernel/json.ts';

export function isJsonRecord(value: unknown): value is JsonObject {
  return isObject(value);
}
