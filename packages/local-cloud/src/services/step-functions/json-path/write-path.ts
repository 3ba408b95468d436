/** Writes a value where a reference path points ("ResultPath", Amazon States Language). */

import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { parsePath } from './parse-path.ts';
import type { Path, Step } from './path.ts';

/** True for a path that can only name one place: members and indexes from the start of a list. */
export function isReferencePath({ root, steps }: Path): boolean {
  return root === '$' && steps.every((step) => step.kind === 'member' || (step.kind === 'index' && step.index >= 0));
}

/**
 * A copy of `target` with `value` at the place, making the objects that lead there; undefined if the path leads through
 * something that is neither an object nor a list, or to an item that the list does not have.
 */
export function writePath(path: string, target: JsonValue, value: JsonValue): JsonValue | undefined {
  return write(parsePath(path).steps, target, value);
}

function write(steps: readonly Step[], target: JsonValue | undefined, value: JsonValue): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (!step) return value;
  if (step.kind === 'member') {
    if (target !== undefined && !isJsonObject(target)) return undefined;
    const child = target && Object.hasOwn(target, step.name) ? target[step.name] : undefined;
    const written = write(rest, child, value);
    return written === undefined ? undefined : withMember(target ?? {}, step.name, written);
  }
  if (step.kind !== 'index' || !Array.isArray(target) || step.index >= target.length) return undefined;
  const written = write(rest, target[step.index], value);
  return written === undefined ? undefined : target.with(step.index, written);
}

/** Not by assignment, which a member called `__proto__` would take for something else. */
function withMember(target: { readonly [name: string]: JsonValue }, name: string, value: JsonValue): JsonValue {
  return Object.fromEntries([...Object.entries(target).filter(([key]) => key !== name), [name, value]]);
}
