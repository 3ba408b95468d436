/** Filter patterns of terms ("Filter pattern syntax", CloudWatch Logs user guide): `ERROR -timeout`, `?"one" ?"other"`. */

import { AwsError } from '../../aws/error.ts';

type Term = { readonly kind: '' | '?' | '-'; readonly text: string };

/** Whether a message matches the pattern; every one matches an empty pattern. Throws `InvalidParameterException`. */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  const terms = termsOf(pattern.trim());
  const excluded = terms.filter(({ kind }) => kind === '-');
  const optional = terms.filter(({ kind }) => kind === '?');
  if (optional.length > 0 && optional.length === terms.length) {
    return (message) => optional.some(({ text }) => message.includes(text));
  }
  // The question mark is ignored beside terms of other kinds.
  const required = terms.filter(({ kind }) => kind !== '-');
  return (message) =>
    required.every(({ text }) => message.includes(text)) && !excluded.some(({ text }) => message.includes(text));
}

const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|([A-Za-z0-9_.:/]+))(?=\s|$)\s*/y;

function termsOf(pattern: string): readonly Term[] {
  if (/^[{[%]/.test(pattern)) {
    throw invalid("The local cloud doesn't support filter patterns of JSON, of columns and of regular expressions.");
  }
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  let at = 0;
  while (at < pattern.length) {
    const match = TERM.exec(pattern);
    if (!match) throw invalid('Invalid filter pattern');
    const [, kind = '', quoted, plain = ''] = match;
    terms.push({ kind: kind === '?' || kind === '-' ? kind : '', text: quoted?.replaceAll(/\\(.)/g, '$1') ?? plain });
    at = TERM.lastIndex;
  }
  return terms;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
