/** A list of attribute paths as projection. */
import { hasOwn, isArray, mapList } from '../kernel/natives.ts';

export type Projection = {
  readonly expression: string;
  readonly expressionNames: { readonly [placeholder: string]: string };
};

/** `['a', 'b.c[1]']`: a name that comes again keeps its placeholder. Undefined when there is no list. */
export function toProjection(paths: unknown): Projection | undefined {
  if (!isArray(paths)) return undefined;
  const placeholders: { [name: string]: string } = {};
  const expressionNames: { [placeholder: string]: string } = {};
  let count = 0;
  const placeholderOf = (segment: string): string => {
    const [, name = segment, index = ''] = /^(.*?)((?:\[\d+\])*)$/.exec(segment) ?? [];
    const known = hasOwn(placeholders, name) ? placeholders[name] : undefined;
    if (known === undefined) count += 1;
    const placeholder = known ?? `#expName_${count}`;
    placeholders[name] = placeholder;
    expressionNames[placeholder] = name;
    return `${placeholder}${index}`;
  };
  const expressions = mapList(paths, (path) => mapList(`${path}`.split('.'), placeholderOf).join('.'));
  return { expression: expressions.join(', '), expressionNames };
}
