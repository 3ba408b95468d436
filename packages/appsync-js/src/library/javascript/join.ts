/** `join`, which also makes the string of a list in a template or a sum. */
import { COST, charge, checkTextLength } from '../limits/limits.ts';
import { apply } from '../kernel/natives.ts';
import type { AnyFunction } from '../kernel/natives.ts';
import { run } from '../call/run.ts';
import { textOf } from '../limits/charged-reading.ts';

/** Every item is made a string here, so that the length of the whole is known before the engine makes it. */
export function join(native: AnyFunction, list: readonly unknown[], separator: unknown): unknown {
  if (isJoined(list)) return '';
  const comma = separator === undefined ? ',' : textOf(separator);
  run.joining.push(list);
  const texts: string[] = [];
  let length = comma.length * Math.max(0, list.length - 1);
  for (const item of list) {
    const text = item === null || item === undefined ? '' : textOf(item);
    length += text.length;
    checkTextLength(length);
    texts[texts.length] = text;
  }
  run.joining.pop();
  checkTextLength(length);
  charge(COST.newItem * list.length + COST.character * length);
  return apply(native, texts, [comma]);
}

/** The innermost first. */
function isJoined(list: readonly unknown[]): boolean {
  const { joining } = run;
  charge(COST.item * joining.length);
  for (let index = joining.length - 1; index >= 0; index -= 1) if (joining[index] === list) return true;
  return false;
}
