/** Where in an answer something stands: response keys and list indexes, linked upwards. */

export type Path = { readonly previous: Path | undefined; readonly key: string | number };

/** As in the `path` member of an error. */
export function pathToList(path: Path | undefined): (string | number)[] {
  const list: (string | number)[] = [];
  for (let step = path; step !== undefined; step = step.previous) list.push(step.key);
  return list.reverse();
}

/** As AppSync prints it inside messages: `/syncOrders/items[32]/orderDate`. */
export function pathToText(path: Path): string {
  return pathToList(path)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`))
    .join('');
}
