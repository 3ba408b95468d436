/**
 * Walks a plan: resolves each field, completes its value by its type, and lets nulls travel up. graphql-js's own
 * executor reports only the first null of an object. AppSync's engine, graphql-java, reports them all.
 */
import { isAbstractType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { GraphQLList, GraphQLNullableType, GraphQLOutputType } from 'graphql';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Execution } from '../operation/execution.ts';
import { entryOf, entryOfMismatch, entryOfNull, entryOfSerialization } from '../operation/field-error-entries.ts';
import type { FieldPlan } from '../operation/plan.ts';
import type { Position } from '../operation/position.ts';
import { addError, hasRoomFor, takeRoom } from '../operation/response-size.ts';
import { SERIALIZE_BUILT_IN } from '../schema/scalars/serialize-built-in.ts';
import { concreteTypeOf, refusalOfValue } from './concrete-type.ts';

/** A value that may not be null and is missing; `errors` has the reason. */
const FAILED = Symbol('failed');

type Completed = JsonValue | typeof FAILED;
type MaybePromise<T> = T | Promise<T>;

/** Returns the `data` of a response; its errors are in `execution.errors`. */
export function executePlan(
  plans: readonly FieldPlan[],
  source: unknown,
  execution: Execution,
): MaybePromise<JsonValue> {
  return after(completeFields(plans, source, undefined, execution), nullIfFailed);
}

/** As `executePlan`, one root field after another: for mutations. */
export async function executeSerially(plans: readonly FieldPlan[], execution: Execution): Promise<JsonValue> {
  const result: JsonObject = {};
  let failed = false;
  for (const plan of plans) {
    const value = await completeField({ parent: undefined, key: plan.responseKey, plan }, null, execution);
    if (value === FAILED) failed = true;
    else result[plan.responseKey] = value;
  }
  execution.shapes?.set(result, plans);
  return failed ? null : result;
}

function completeFields(
  plans: readonly FieldPlan[],
  source: unknown,
  parent: Position | undefined,
  execution: Execution,
): MaybePromise<Completed> {
  const result: JsonObject = {};
  const pending: Promise<void>[] = [];
  let failed = false;
  for (const plan of plans) {
    const value = completeField({ parent, key: plan.responseKey, plan }, source, execution);
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

function completeField(position: Position, source: unknown, execution: Execution): MaybePromise<Completed> {
  const { responseKey, definition } = position.plan;
  if (!hasRoomFor(execution, responseKey)) return null;
  try {
    const value = execution.resolveField(position, source, execution);
    if (!(value instanceof Promise)) return completeValue(definition.type, value, position, execution);
    return value
      .then((settled) => completeValue(definition.type, settled, position, execution))
      .catch((error: unknown) => failField(error, position, execution));
  } catch (error) {
    return failField(error, position, execution);
  }
}

function failField(error: unknown, position: Position, execution: Execution): Completed {
  addError(execution, entryOf(error, position));
  return isNonNullType(position.plan.definition.type) ? FAILED : null;
}

function completeValue(
  type: GraphQLOutputType,
  value: unknown,
  position: Position,
  execution: Execution,
): MaybePromise<Completed> {
  if (!isNonNullType(type)) return after(completeNullable(type, value, position, execution), nullIfFailed);
  return after(completeNullable(type.ofType, value, position, execution), (settled) => {
    if (settled !== null) return settled;
    addError(execution, entryOfNull(type.ofType, position));
    return FAILED;
  });
}

function completeNullable(
  type: GraphQLNullableType & GraphQLOutputType,
  value: unknown,
  position: Position,
  execution: Execution,
): MaybePromise<Completed> {
  if (value === null || value === undefined) return null;
  if (isListType(type)) return completeList(type, value, position, execution);
  if (isLeafType(type)) return completeLeaf(type, value, position, execution);
  const { plan } = position;
  if (isAbstractType(type)) {
    const concrete = concreteTypeOf(execution.schema, type, value);
    if (concrete !== undefined) return completeFields(plan.fieldsOf(concrete), value, position, execution);
    execution.refusal ??= refusalOfValue(type, value);
    return FAILED;
  }
  if (typeof value === 'object' && !Array.isArray(value)) {
    return completeFields(plan.fieldsOf(type), value, position, execution);
  }
  addError(execution, entryOfMismatch('OBJECT', value, position));
  return FAILED;
}

function completeList(
  type: GraphQLList<GraphQLOutputType>,
  value: unknown,
  position: Position,
  execution: Execution,
): MaybePromise<Completed> {
  if (!Array.isArray(value)) {
    addError(execution, entryOfMismatch('LIST', value, position));
    return FAILED;
  }
  const result: Completed[] = [];
  const pending: Promise<void>[] = [];
  value.forEach((item: unknown, key) => {
    const completed = completeItem(type.ofType, item, { parent: position, key, plan: position.plan }, execution);
    if (completed instanceof Promise) {
      result[key] = null;
      pending.push(
        completed.then((settled) => {
          result[key] = settled;
        }),
      );
    } else result[key] = completed;
  });
  return pending.length === 0 ? listOf(result) : Promise.all(pending).then(() => listOf(result));
}

function completeItem(
  type: GraphQLOutputType,
  value: unknown,
  position: Position,
  execution: Execution,
): MaybePromise<Completed> {
  return hasRoomFor(execution, position.key) ? completeValue(type, value, position, execution) : null;
}

function listOf(items: Completed[]): Completed {
  return hasNoFailure(items) ? items : FAILED;
}

function hasNoFailure(items: Completed[]): items is JsonValue[] {
  return !items.includes(FAILED);
}

type LeafType = { readonly name: string; serialize(value: unknown): unknown };

function completeLeaf(type: LeafType, value: unknown, position: Position, execution: Execution): Completed {
  try {
    const leaf = leafOf(serialize(type, value));
    if (typeof leaf === 'string') takeRoom(execution, leaf.length);
    return leaf;
  } catch (error) {
    addError(execution, entryOfSerialization(type.name, value, error, position));
    return FAILED;
  }
}

function serialize(type: LeafType, value: unknown): unknown {
  const serializeBuiltIn = SERIALIZE_BUILT_IN.get(type.name);
  if (serializeBuiltIn === undefined) return type.serialize(value);
  return serializeBuiltIn(value) ?? refuseValue(type);
}

function refuseValue({ name }: LeafType): never {
  throw new TypeError(`The value isn't a valid ${name}.`);
}

function leafOf(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function nullIfFailed(completed: Completed): JsonValue {
  return completed === FAILED ? null : completed;
}

function after<T, U>(value: MaybePromise<T>, next: (value: T) => U): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
