/** An update object as update expression: all `SET` clauses, then all `REMOVE` ones. */
import { COST, charge } from '../limits/limits.ts';
import { entries, hasOwn, isArray, isRecord } from '../kernel/natives.ts';
import { toAttribute } from './typed-values.ts';
import type { TypedValue } from './typed-values.ts';

export type UpdateExpression = {
  readonly expression: string;
  readonly expressionNames: { readonly [placeholder: string]: string };
  readonly expressionValues: { readonly [placeholder: string]: TypedValue };
};

type Draft = {
  readonly set: string[];
  readonly remove: string[];
  readonly names: { [placeholder: string]: string };
  readonly values: { [placeholder: string]: TypedValue };
  readonly counts: { names: number; values: number };
};

/**
 * Undefined members are left out; null is a value. Unlike a condition, an update without values has the member for them
 * all the same (localstack/appsync-utils, tests that are compared with AWS).
 */
export function toUpdateExpression(update: unknown): UpdateExpression {
  const draft: Draft = { set: [], remove: [], names: {}, values: {}, counts: { names: 0, values: 0 } };
  if (isRecord(update)) addMembers(update, '', draft);
  const set = draft.set.length > 0 ? [`SET ${draft.set.join(', ')}`] : [];
  const remove = draft.remove.length > 0 ? [`REMOVE ${draft.remove.join(', ')}`] : [];
  return {
    expression: [...set, ...remove].join(' '),
    expressionNames: draft.names,
    expressionValues: draft.values,
  };
}

/** Removals come last, so that names are numbered in the order in which they appear. */
function addMembers(members: { readonly [name: string]: unknown }, parent: string, draft: Draft): void {
  for (const isLast of [false, true]) {
    for (const [name, value] of entries(members)) {
      if (value === undefined || isRemoval(value) !== isLast) continue;
      addMember(`${parent}${nameOf(name, draft)}`, value, draft);
    }
  }
}

function isRemoval(value: unknown): boolean {
  return isRecord(value) && value['type'] === 'OPERATION_REMOVE';
}

function nameOf(name: string, { names, counts }: Draft): string {
  counts.names += 1;
  const placeholder = `#expName_${counts.names}`;
  names[placeholder] = name;
  return placeholder;
}

function valueOf(value: unknown, { values, counts }: Draft): string {
  counts.values += 1;
  const placeholder = `:expValue_${counts.values}`;
  values[placeholder] = toAttribute(value);
  return placeholder;
}

function addMember(path: string, value: unknown, draft: Draft): void {
  const operation = operationOf(value);
  if (operation !== undefined && isRecord(value)) return operation(path, value, draft);
  if (isArray(value) && isListItemUpdates(value)) return addListItems(path, value, draft);
  if (isRecord(value) && holdsOperation(value)) return addMembers(value, `${path}.`, draft);
  draft.set.push(`${path} = ${valueOf(value, draft)}`);
}

type Operation = (path: string, mark: { readonly [name: string]: unknown }, draft: Draft) => void;

const assign: Operation = (path, { value }, draft) => {
  draft.set.push(`${path} = ${valueOf(value, draft)}`);
};

function count(sign: string): Operation {
  return (path, { by }, draft) => {
    draft.set.push(`${path} = ${path} ${sign} ${valueOf(by, draft)}`);
  };
}

const OPERATIONS: { readonly [type: string]: Operation } = {
  OPERATION_ADD: assign,
  OPERATION_REPLACE: assign,
  OPERATION_INCREMENT: count('+'),
  OPERATION_DECREMENT: count('-'),
  OPERATION_APPEND: (path, { items }, draft) => {
    draft.set.push(`${path} = list_append(${path}, ${valueOf(items, draft)})`);
  },
  OPERATION_PREPEND: (path, { items }, draft) => {
    draft.set.push(`${path} = list_append(${valueOf(items, draft)}, ${path})`);
  },
  OPERATION_REMOVE: (path, _mark, draft) => {
    draft.remove.push(path);
  },
  OPERATION_UPDATE_LIST_ITEM: (path, { value, index }, draft) => {
    draft.set.push(`${path}[${String(index)}] = ${valueOf(value, draft)}`);
  },
};

function operationOf(value: unknown): Operation | undefined {
  return isRecord(value) && typeof value['type'] === 'string' && hasOwn(OPERATIONS, value['type'])
    ? OPERATIONS[value['type']]
    : undefined;
}

function isListItemUpdates(values: readonly unknown[]): boolean {
  for (const value of values) if (!isRecord(value) || value['type'] !== 'OPERATION_UPDATE_LIST_ITEM') return false;
  return values.length > 0;
}

function addListItems(path: string, marks: readonly unknown[], draft: Draft): void {
  for (const mark of marks) addMember(path, mark, draft);
}

/** An object without any operation is a value as a whole. */
function holdsOperation(members: { readonly [name: string]: unknown }): boolean {
  for (const [, value] of entries(members)) {
    charge(COST.name);
    if (operationOf(value) !== undefined || (isRecord(value) && holdsOperation(value))) return true;
  }
  return false;
}
