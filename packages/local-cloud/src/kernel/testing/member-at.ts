/** The member of a JSON value under a path of names and indexes; undefined if there is none. */
export function memberAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (parent, key) => (typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined),
    value,
  );
}

/** The member if it is a string, else an empty string, which no assertion takes for one. */
export function stringMemberAt(value: unknown, ...path: readonly (string | number)[]): string {
  const member = memberAt(value, ...path);
  return typeof member === 'string' ? member : '';
}
