/** `ctx.info.selectionSetList` and `selectionSetGraphQL`. */
import { Kind, isCompositeType, print } from 'graphql';
import { valueTypeOf } from '../execution/plan.ts';
import type { FieldPlan } from '../execution/plan.ts';

export type SelectionLists = { readonly selectionSetList: string[]; readonly selectionSetGraphQL: string };

const computed = new WeakMap<FieldPlan, SelectionLists>();

/** Computed once for each plan. */
export const selectionListsOf = (plan: FieldPlan): SelectionLists => {
  const known = computed.get(plan);
  if (known !== undefined) return known;
  const lists = { selectionSetList: pathsBelow(plan, ''), selectionSetGraphQL: textOf(plan) };
  computed.set(plan, lists);
  return lists;
};

/** Paths of everything selected below, parents before their children, with aliases in place of names. */
const pathsBelow = (plan: FieldPlan, prefix: string): string[] => {
  const type = valueTypeOf(plan);
  if (!isCompositeType(type)) return [];
  return plan.fieldsOf(type).flatMap((field) => {
    const path = `${prefix}${field.responseKey}`;
    return [path, ...pathsBelow(field, `${path}/`)];
  });
};

const textOf = ({ nodes }: FieldPlan): string => {
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return selections.length === 0 ? '' : print({ kind: Kind.SELECTION_SET, selections });
};
