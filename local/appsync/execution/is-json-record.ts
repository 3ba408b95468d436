/** For values that coercion has made out of JSON: graphql-js types them as unknown. */
import type { JsonObject } from '../../gateway/aws-call.ts';
import { isObject } from '../../json.ts';

export const isJsonRecord = (value: unknown): value is JsonObject => isObject(value);
