/** The characters that messages may hold ("Amazon SQS message quotas", developer guide). */

const VALID = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

export const INVALID_CHARACTERS =
  'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | ' +
  '#x10000 to #x10FFFF';

export function hasOnlyValidCharacters(text: string): boolean {
  return VALID.test(text);
}
