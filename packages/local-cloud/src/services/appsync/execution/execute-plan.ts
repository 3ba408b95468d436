/**
 * Walks a plan: resolves each field, completes its value by its type, and lets nulls travel up. graphql-js's own
 * executor reports only the first null of an object, where AppSync (whose engine is graphql-java) reports them all.
 */
import { isAbstractType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { GraphQLList, GraphQLNullableType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { SERIALIZE_BUILT_IN } from '../schema/scalars/serialize-built-in.ts';
import { addError, hasRoomFor, takeRoom } from './answer-size.ts';
import { concreteTypeOf, refusalOfValue } from './concrete-type.ts';
import type { Execution } from './execution.ts';
import { entryOf, entryOfMismatch, entryOfNull, entryOfSerialization } from './field-error-entries.ts';
import type { Path } from './path.ts';
import type { FieldPlan } from './plan.ts';

/** A position that may not be null and has no value; the reason stands in `errors`. */
const FAILED = Symbol('failed');

type Completed = JsonValue | typeof FAILED;
type MaybePromise<T> = T | Promise<T>;

/** The `data` of an answer. Its errors are in `execution.errors`. `serially` is for mutations. */
export function executePlan(
  schema: GraphQLSchema,
  plans: readonly FieldPlan[],
  source: unknown,
  execution: Execution,
  serially: boolean,
): MaybePromise<JsonValue> {
  const walk = serially ? completeFieldsSerially : completeFields;
  return after(walk(schema, plans, source, undefined, execution), (data) => (data === FAILED ? null : data));
}

function completeFields(
  schema: GraphQLSchema,
  plans: readonly FieldPlan[],
  source: unknown,
  path: Path | undefined,
  execution: Execution,
): MaybePromise<Completed> {
  const result: JsonObject = {};
  const pending: Promise<void>[] = [];
  let failed = false;
  for (const plan of plans) {
    const value = completeField(schema, plan, source, { previous: path, key: plan.responseKey }, execution);
    if (value instanceof Promise) {
      result[plan.responseKey] = null;
      pending.push(
        value.then((settled) => {
          if (settled === FAILED) failed = true;
          else result[plan.responseKey] = settled;
        }),
      );
    } else if (value === FAILED) failed = true;
    else result[plan.responseKey] = value;
  }
  execution.shapes?.set(result, plans);
  if (pending.length === 0) return failed ? FAILED : result;
  return Promise.all(pending).then(() => (failed ? FAILED : result));
}

const completeFieldsSerially: typeof completeFields = async (schema, plans, source, path, execution) => {
  const result: JsonObject = {};
  let failed = false;
  for (const plan of plans) {
    const value = await completeField(schema, plan, source, { previous: path, key: plan.responseKey }, execution);
    if (value === FAILED) failed = true;
    else result[plan.responseKey] = value;
  }
  execution.shapes?.set(result, plans);
  return failed ? FAILED : result;
};

function completeField(
  schema: GraphQLSchema,
  plan: FieldPlan,
  source: unknown,
  path: Path,
  execution: Execution,
): MaybePromise<Completed> {
  if (!hasRoomFor(execution, plan.responseKey)) return null;
  const { type } = plan.definition;
  const complete = (value: unknown) => completeValue(schema, type, value, plan, path, execution);
  const fail = (error: unknown): Completed => {
    addError(execution, entryOf(error, plan, path));
    return isNonNullType(type) ? FAILED : null;
  };
  try {
    const value = execution.resolveField(plan, source, path, execution);
    return value instanceof Promise ? value.then(complete).catch(fail) : complete(value);
  } catch (error) {
    return fail(error);
  }
}

function completeValue(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  value: unknown,
  plan: FieldPlan,
  path: Path,
  execution: Execution,
): MaybePromise<Completed> {
  if (!isNonNullType(type)) {
    const completed = completeNullable(schema, type, value, plan, path, execution);
    return after(completed, (settled) => (settled === FAILED ? null : settled));
  }
  return after(completeNullable(schema, type.ofType, value, plan, path, execution), (settled) => {
    if (settled !== null) return settled;
    addError(execution, entryOfNull(type.ofType, plan, path));
    return FAILED;
  });
}

function completeNullable(
  schema: GraphQLSchema,
  type: GraphQLNullableType & GraphQLOutputType,
  value: unknown,
  plan: FieldPlan,
  path: Path,
  execution: Execution,
): MaybePromise<Completed> {
  if (value === null || value === undefined) return null;
  if (isListType(type)) return completeList(schema, type, value, plan, path, execution);
  if (isLeafType(type)) return completeLeaf(type, value, path, execution);
  if (isAbstractType(type)) {
    const concrete = concreteTypeOf(schema, type, value);
    if (concrete !== undefined) return completeFields(schema, plan.fieldsOf(concrete), value, path, execution);
    execution.refusal ??= refusalOfValue(type, value);
    return FAILED;
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    addError(execution, entryOfMismatch('OBJECT', value, path));
    return FAILED;
  }
  return completeFields(schema, plan.fieldsOf(type), value, path, execution);
}

function completeList(
  schema: GraphQLSchema,
  type: GraphQLList<GraphQLOutputType>,
  value: unknown,
  plan: FieldPlan,
  path: Path,
  execution: Execution,
): MaybePromise<Completed> {
  if (!Array.isArray(value)) {
    addError(execution, entryOfMismatch('LIST', value, path));
    return FAILED;
  }
  const items = value.map((item: unknown, index) => {
    if (!hasRoomFor(execution, index)) return null;
    return completeValue(schema, type.ofType, item, plan, { previous: path, key: index }, execution);
  });
  return isSettled(items) ? listOf(items) : Promise.all(items).then(listOf);
}

function isSettled(items: readonly MaybePromise<Completed>[]): items is readonly Completed[] {
  return !items.some((item) => item instanceof Promise);
}

function listOf(items: readonly Completed[]): Completed {
  return hasNoFailure(items) ? [...items] : FAILED;
}

function hasNoFailure(items: readonly Completed[]): items is readonly JsonValue[] {
  return !items.includes(FAILED);
}

type LeafType = { readonly name: string; serialize(value: unknown): unknown };

function completeLeaf(type: LeafType, value: unknown, path: Path, execution: Execution): Completed {
  try {
    const leaf = leafOf(serialize(type, value));
    if (typeof leaf === 'string') takeRoom(execution, leaf.length);
    return leaf;
  } catch (error) {
    addError(execution, entryOfSerialization(type.name, value, error, path));
    return FAILED;
  }
}

function serialize(type: LeafType, value: unknown): unknown {
  const serializeBuiltIn = SERIALIZE_BUILT_IN.get(type.name);
  if (serializeBuiltIn === undefined) return type.serialize(value);
  return serializeBuiltIn(value) ?? refuseValue(type);
}

function refuseValue({ name }: LeafType): never {
  throw new TypeError(`That is no ${name}.`);
}

function leafOf(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function after<T, U>(value: MaybePromise<T>, next: (value: T) => U): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
