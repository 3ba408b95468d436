/** Entries of `errors` that belong to a field, in AppSync's words and order of members. */
import { GraphQLError, isListType } from 'graphql';
import type { GraphQLType } from 'graphql';
import type { ResponseError } from '../api.ts';
import { FieldError } from '../errors.ts';
import { printValue } from '../schema/scalars/print-value.ts';
import { javaNameOf } from './java-name-of.ts';
import { locationsOf } from './locations-of.ts';
import { pathToList, pathToText } from './path.ts';
import type { Path } from './path.ts';
import type { FieldPlan } from './plan.ts';

/** A field that a resolver, an auth directive or a limit has failed. */
export function entryOf(error: unknown, plan: FieldPlan, path: Path): ResponseError {
  const failure = error instanceof FieldError ? error : unexpected(error);
  return {
    path: pathToList(path),
    data: failure.data,
    errorType: failure.errorType,
    errorInfo: failure.errorInfo,
    locations: locationsOf(plan.nodes[0]),
    message: failure.message,
  };
}

/** A failure inside the local cloud itself: told to whoever runs it, and to the client without its details. */
function unexpected(error: unknown): FieldError {
  console.error('AppSync: a field failed unexpectedly.', error);
  return new FieldError('An internal failure occurred.', 'InternalFailure');
}

/** Null where the schema promises a value. `type` is the promised type without its `!`; a list is printed as `null`. */
export function entryOfNull(type: GraphQLType, plan: FieldPlan, path: Path): ResponseError {
  return {
    path: pathToList(path),
    locations: null,
    message:
      `Cannot return null for non-nullable type: '${isListType(type) ? 'null' : type}' ` +
      `within parent '${parentNameOf(plan, path)}' (${pathToText(path)})`,
  };
}

/** Inside a list the parent is the list, which has no name in graphql-java. */
function parentNameOf(plan: FieldPlan, path: Path): string {
  return typeof path.key === 'number' ? 'null' : plan.parentType.name;
}

export function entryOfMismatch(expected: 'LIST' | 'OBJECT', value: unknown, path: Path): ResponseError {
  return {
    path: pathToList(path),
    locations: null,
    message:
      `Can't resolve value (${pathToText(path)}) : ` +
      `type mismatch error, expected type ${expected}, got ${kindOf(value)}`,
  };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'LIST';
  return typeof value === 'object' ? 'OBJECT' : (typeof value).toUpperCase();
}

export function entryOfSerialization(typeName: string, value: unknown, error: unknown, path: Path): ResponseError {
  return {
    path: pathToList(path),
    locations: null,
    message: `Can't serialize value (${pathToText(path)}) : ${reasonOf(typeName, value, error)}`,
  };
}

const BUILT_IN = ['Int', 'Float', 'String', 'Boolean', 'ID'];

function reasonOf(typeName: string, value: unknown, error: unknown): string {
  if (BUILT_IN.includes(typeName)) return `Expected type '${typeName}' but was '${javaNameOf(value)}'.`;
  if (error instanceof GraphQLError && error.message.startsWith('Unable to')) return error.message;
  return `Invalid input for Enum '${typeName}'. Unknown value '${printValue(value)}'`;
}
