/** Splits a pattern of Java's `DateTimeFormatter` into its parts. */
import { failCode } from '../kernel/stop.ts';

export type Part =
  | { readonly kind: 'letter'; readonly letter: string; readonly count: number }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'optional'; readonly parts: readonly Part[] };

/** Keeps the patterns that were used: a resolver uses few. */
const known = new Map<string, readonly Part[]>();
const MAX_KNOWN_PATTERNS = 100;

export function partsOf(pattern: string): readonly Part[] {
  const parts = known.get(pattern) ?? readParts(pattern);
  if (known.size < MAX_KNOWN_PATTERNS) known.set(pattern, parts);
  return parts;
}

const TOKEN = /^(?:([A-Za-z])\1*|'((?:[^']|'')*)'|([[\]])|([^A-Za-z'[\]{}#]+))/;

/** Counts of letters that Java rejects. */
const NOT_IN_JAVA = /^(?:aa|D{4}|[EGLMQXZeqx]{6}|O(?:O{1,2}$|O{4})|S{10}|V(?:$|VV)|c(?:c$|c{5})|[HKdhkmsw]{3}|z{5})/;

function readParts(pattern: string): Part[] {
  const open: Part[][] = [[]];
  let rest = pattern;
  while (rest !== '') {
    const [token, letter, quoted, bracket] =
      TOKEN.exec(rest) ?? failCode(`The time pattern '${pattern}' cannot be read`);
    rest = rest.slice(token.length);
    if (NOT_IN_JAVA.test(token)) failCode(`The time pattern '${pattern}' has a wrong number of letters in ${token}`);
    if (bracket === '[') open.push([]);
    else if (bracket === ']') closeOptional(open, pattern);
    else
      open[open.length - 1]?.push(
        letter === undefined ? literal(token, quoted) : { kind: 'letter', letter, count: token.length },
      );
  }
  while (open.length > 1) closeOptional(open, pattern);
  return open[0] ?? [];
}

function closeOptional(open: Part[][], pattern: string): void {
  const parts = open.pop() ?? [];
  const outer = open[open.length - 1] ?? failCode(`The time pattern '${pattern}' has a ] without its [`);
  outer.push({ kind: 'optional', parts });
}

/** Two quotes are one, alone and inside a quoted text. */
function literal(token: string, quoted: string | undefined): Part {
  if (quoted === undefined) return { kind: 'literal', text: token };
  return { kind: 'literal', text: quoted === '' ? "'" : quoted.split("''").join("'") };
}
