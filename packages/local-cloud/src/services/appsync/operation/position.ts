/** A place in the response: the response keys and list indexes that lead to it, linked upwards. */
import type { FieldPlan } from './plan.ts';

export type Position = {
  readonly parent: Position | undefined;
  /** A response key, or the index of a list's item. */
  readonly key: string | number;
  /** The field whose value is here; for a list's item, the field of the list. */
  readonly plan: FieldPlan;
};

/** As in the `path` member of an error. */
export function pathOf(position: Position | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = position; step !== undefined; step = step.parent) path.push(step.key);
  return path.reverse();
}

/** As AppSync prints it inside messages: `/syncOrders/items[32]/orderDate`. */
export function printPath(position: Position): string {
  return pathOf(position)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`))
    .join('');
}
