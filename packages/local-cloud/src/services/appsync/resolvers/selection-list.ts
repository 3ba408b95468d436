/** `ctx.info.selectionSetList` and `selectionSetGraphQL`. */
import { Kind, isCompositeType, print } from 'graphql';
import { valueTypeOf } from '../operation/plan.ts';
import type { FieldPlan } from '../operation/plan.ts';

export type SelectionLists = { readonly selectionSetList: string[]; readonly selectionSetGraphQL: string };

/** Fragments inside fragments can select exponentially many fields; no handler reads that far. */
const MAX_PATHS = 5_000;
const MAX_LEVELS = 100;

const computed = new WeakMap<FieldPlan, SelectionLists>();

/** Computed once for each plan. */
export function selectionListsOf(plan: FieldPlan): SelectionLists {
  const known = computed.get(plan);
  if (known !== undefined) return known;
  const selectionSetList: string[] = [];
  addPathsBelow(plan, '', MAX_LEVELS, selectionSetList);
  const lists = { selectionSetList, selectionSetGraphQL: textOf(plan) };
  computed.set(plan, lists);
  return lists;
}

/** Paths of everything selected below, parents before their children, with aliases in place of names. */
function addPathsBelow(plan: FieldPlan, prefix: string, levels: number, paths: string[]): void {
  const type = valueTypeOf(plan);
  if (!isCompositeType(type) || levels === 0) return;
  for (const field of plan.fieldsOf(type)) {
    if (paths.length >= MAX_PATHS) return;
    const path = `${prefix}${field.responseKey}`;
    paths.push(path);
    addPathsBelow(field, `${path}/`, levels - 1, paths);
  }
}

function textOf({ nodes }: FieldPlan): string {
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return selections.length === 0 ? '' : print({ kind: Kind.SELECTION_SET, selections });
}
