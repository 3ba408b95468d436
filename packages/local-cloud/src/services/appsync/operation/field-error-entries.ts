/** Entries of `errors` that belong to a field, in AppSync's words and order of members. */
import { GraphQLError, isListType } from 'graphql';
import type { GraphQLType } from 'graphql';
import type { ResponseError } from '../api.ts';
import { FieldError } from '../errors.ts';
import { printValue } from '../schema/scalars/print-value.ts';
import { javaNameOf } from './java-name-of.ts';
import { locationsOf } from './locations-of.ts';
import { pathOf, printPath } from './position.ts';
import type { Position } from './position.ts';

/** For a field that failed because of a resolver, an auth directive or a limit. */
export function entryOf(error: unknown, position: Position): ResponseError {
  const failure = error instanceof FieldError ? error : unexpected(error);
  return {
    path: pathOf(position),
    data: failure.data,
    errorType: failure.errorType,
    errorInfo: failure.errorInfo,
    locations: locationsOf(position.plan.nodes[0]),
    message: failure.message,
  };
}

/** A failure inside the local cloud itself: its details go to the log, never to the client. */
function unexpected(error: unknown): FieldError {
  console.error('AppSync: a field failed unexpectedly.', error);
  return new FieldError('An internal failure occurred.', 'InternalFailure');
}

/** Null where the schema promises a value. `type` is the promised type without its `!`; a list is printed as `null`. */
export function entryOfNull(type: GraphQLType, position: Position): ResponseError {
  return {
    path: pathOf(position),
    locations: null,
    message:
      `Cannot return null for non-nullable type: '${isListType(type) ? 'null' : String(type)}' ` +
      `within parent '${parentNameOf(position)}' (${printPath(position)})`,
  };
}

/** Inside a list the parent is the list, which has no name in graphql-java. */
function parentNameOf({ key, plan }: Position): string {
  return typeof key === 'number' ? 'null' : plan.parentType.name;
}

export function entryOfMismatch(expected: 'LIST' | 'OBJECT', value: unknown, position: Position): ResponseError {
  return {
    path: pathOf(position),
    locations: null,
    message:
      `Can't resolve value (${printPath(position)}) : ` +
      `type mismatch error, expected type ${expected}, got ${kindOf(value)}`,
  };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'LIST';
  return typeof value === 'object' ? 'OBJECT' : (typeof value).toUpperCase();
}

export function entryOfSerialization(
  typeName: string,
  value: unknown,
  error: unknown,
  position: Position,
): ResponseError {
  return {
    path: pathOf(position),
    locations: null,
    message: `Can't serialize value (${printPath(position)}) : ${reasonOf(typeName, value, error)}`,
  };
}

const BUILT_IN = ['Int', 'Float', 'String', 'Boolean', 'ID'];

function reasonOf(typeName: string, value: unknown, error: unknown): string {
  if (BUILT_IN.includes(typeName)) return `Expected type '${typeName}' but was '${javaNameOf(value)}'.`;
  if (error instanceof GraphQLError && error.message.startsWith('Unable to')) return error.message;
  return `Invalid input for Enum '${typeName}'. Unknown value '${printValue(value)}'`;
}
