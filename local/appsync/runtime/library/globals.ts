/** JavaScript's global objects, cut down to what AppSync has of them. */
import { toJson } from './json-text.ts';
import { bounded } from './limits.ts';
import { parseJson } from './natives.ts';

const { assign, entries, hasOwn, keys, values } = Object;
const { isFinite, isNaN } = Number;
const { ceil, floor, max, min, random, round } = Math;
const { raw } = String;

/** A text that is no JSON gives a blank text (Developer Guide, "Supported runtime features"). */
const parse = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return '';
  }
};

export const globals = {
  JSON: { parse, stringify: toJson },
  Math: { ceil, floor, max, min, random, round },
  Number: { isFinite, isNaN },
  Object: {
    assign: (target: object, ...sources: readonly unknown[]): unknown => {
      for (const source of sources) assign(target, bounded(source));
      return target;
    },
    entries: (value: object) => entries(bounded(value)),
    hasOwn,
    keys: (value: object) => keys(bounded(value)),
    values: (value: object) => values(bounded(value)),
  },
  String: { raw },
};
