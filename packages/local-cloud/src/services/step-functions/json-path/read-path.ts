/** Reads the value of a path from a state's input or from the context object. */

import type { JsonValue } from '../../../kernel/json.ts';
import { findValues } from './find-values.ts';
import { parsePath } from './parse-path.ts';
import type { Path } from './path.ts';

/** What paths read: `$` the input, `$$` the context object ("The Context Object", Amazon States Language). */
export type PathData = { readonly input: JsonValue; readonly context: JsonValue };

/** `missing`: the data lacks it. `beyond`: an index behind the end of a list, which payload templates read as null. */
export type Read = { readonly value: JsonValue } | { readonly lack: 'missing' | 'beyond' };

/** `path` as text or parsed. A path that may find several values reads a list, an empty one if it finds nothing. */
export function readPathValue(path: string | Path, { input, context }: PathData): Read {
  const { root, steps, isDefinite } = typeof path === 'string' ? parsePath(path) : path;
  const { values, lack } = findValues(steps, root === '$' ? input : context);
  if (lack !== undefined) return { lack };
  return { value: isDefinite ? (values[0] ?? null) : [...values] };
}
