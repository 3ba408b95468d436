/** Patterns in which `*` stands for any characters, and a backslash takes `*` and itself as they are. */

/** The texts between the wildcards, of which there is one less; undefined for a backslash before anything else. */
export function parseWildcard(pattern: string): readonly string[] | undefined {
  const pieces = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') {
      pieces.push('');
      continue;
    }
    const escaped = character === '\\' ? pattern.charAt((at += 1)) : character;
    if (character === '\\' && escaped !== '*' && escaped !== '\\') return undefined;
    pieces.push((pieces.pop() ?? '') + escaped);
  }
  return pieces;
}

/** False for a pattern that is none. Takes the first place for each piece, so that no pattern takes long. */
export function matchesWildcard(pattern: string, value: string): boolean {
  const pieces = parseWildcard(pattern);
  const [first = '', ...others] = pieces ?? [];
  if (!pieces || !value.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return value === first;
  const end = value.length - last.length;
  let at = first.length;
  for (const piece of others) {
    const found = value.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at <= end && value.endsWith(last);
}
