/** Reads an expression from left to right. Everything that it cannot read is an `ExpressionError`. */

/** What is wrong with a path or an intrinsic function, in one sentence without a period. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

export type Cursor = {
  readonly text: string;
  /** True if the rest starts with `token`. */
  sees(token: string): boolean;
  /** Moves past `token` if the rest starts with it, and says whether it did. */
  skip(token: string): boolean;
  /** Moves past `token`, or throws. */
  expect(token: string): void;
  /** Moves past what the sticky `pattern` matches and returns it; undefined if it does not match here. */
  match(pattern: RegExp): string | undefined;
  skipBlanks(): void;
  isAtEnd(): boolean;
  /** The place in the text, and the way back to it. */
  place(): number;
  /** Throws an `ExpressionError` that names the place. */
  fail(problem: string): never;
};

export function createCursor(text: string): Cursor {
  let at = 0;
  const fail = (problem: string): never => {
    throw new ExpressionError(`${problem} at position ${at} of '${text}'`);
  };
  const sees = (token: string): boolean => text.startsWith(token, at);
  const skip = (token: string): boolean => {
    if (!sees(token)) return false;
    at += token.length;
    return true;
  };
  return {
    text,
    sees,
    skip,
    expect: (token) => {
      if (!skip(token)) fail(`expected ${token}`);
    },
    match: (pattern) => {
      const sticky = new RegExp(pattern.source, 'yu');
      sticky.lastIndex = at;
      const found = sticky.exec(text)?.[0];
      at += found?.length ?? 0;
      return found;
    },
    skipBlanks: () => {
      while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
    },
    isAtEnd: () => at >= text.length,
    place: () => at,
    fail,
  };
}

/** A string in `quote`s in which a backslash takes the next character as it is. */
export function readQuoted(cursor: Cursor, quote: '"' | "'"): string {
  cursor.expect(quote);
  const content = cursor.match(quote === "'" ? /(?:[^'\\]|\\.)*/s : /(?:[^"\\]|\\.)*/s) ?? '';
  cursor.expect(quote);
  return content.replaceAll(/\\(.)/gs, '$1');
}
