/** One question about a handler of the app, as data. */
import type { Json } from '../../json.ts';

export type HandlerContext = { readonly [member: string]: Json };

export type HandlerCase = {
  /** The resolver by its field, such as `Query.order`, or the function by its name in the template, such as `write_order`. */
  readonly code: string;
  readonly step: 'request' | 'response';
  /** A plain sentence about what should happen. */
  readonly name: string;
  readonly context: HandlerContext;
  /** The test that has this input, if there is one; else the file that has the rule. */
  readonly source: string;
};

/** Values of the domain as JSON: members that are undefined are left out. */
export const json: (value: unknown) => Json = (value) => {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  if (isJson(copy)) return copy;
  throw new TypeError('This is no JSON');
};

/** `JSON.parse` returns nothing else. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}
