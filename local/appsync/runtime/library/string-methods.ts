/** String methods where AppSync's differ from JavaScript's. */
import { STRING_METHODS } from '../language.ts';
import { boundedText } from './limits.ts';
import { apply, keys } from './natives.ts';
import { replaceFirst, replaceEvery } from './regex/replace.ts';
import { replaceMethod } from './replace-method.ts';
import type { Replacement } from './replace-method.ts';

/**
 * `replace` and `replaceAll` read their pattern as Java does (Developer Guide, "Supported runtime features", String).
 */
export const replaceStringMethods = (): void => {
  for (const name of keys(STRING_METHODS)) replaceMethod(String.prototype, name, limit);
  replaceMethod(String.prototype, 'replace', (_native, target, values) => replaceFirst(...textsOf(target, values)));
  replaceMethod(String.prototype, 'replaceAll', (_native, target, values) => replaceEvery(...textsOf(target, values)));
};

const limit: Replacement = (native, target, values) => apply(native, boundedText(target), values);

const textsOf = (target: unknown, values: readonly unknown[]): [string, string, string] => {
  const [pattern, replacement] = values;
  return [boundedText(`${target}`), `${pattern}`, `${replacement}`];
};
