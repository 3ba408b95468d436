/** Explains why a request's variables are wrong, in words that AppSync was seen to use. */
import {
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';
import type {
  GraphQLInputObjectType,
  GraphQLInputType,
  GraphQLSchema,
  TypeNode,
  VariableDefinitionNode,
} from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';
import { isObject } from '../../../kernel/json.ts';
import type { ResponseError, SourceLocation } from '../api.ts';
import { javaNameOf } from '../operation/java-name-of.ts';
import { locationsOf } from '../operation/locations-of.ts';

/** Coercion stops at the first fault, as graphql-java's does. */
export function explainVariableErrors(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: JsonObject,
): readonly ResponseError[] {
  const fault = firstDefined(definitions, (definition) => explainVariable(schema, definition, given));
  return [fault ?? { path: null, locations: null, message: 'The variables do not fit the operation.' }];
}

function explainVariable(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  given: JsonObject,
): ResponseError | undefined {
  const name = definition.variable.name.value;
  const type = inputTypeOf(schema, definition.type);
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (type === undefined || (value === undefined && definition.defaultValue !== undefined)) return undefined;
  const fault = findFault(type, value, { variable: name, nearest: name });
  if (fault === undefined) return undefined;
  const locations: readonly SourceLocation[] | null = fault.isUnlocated ? null : locationsOf(definition);
  return { path: null, locations, message: fault.message };
}

/** A variable's type is an input type once the document is valid; the overloads of `typeFromAST` don't know that. */
function inputTypeOf(schema: GraphQLSchema, node: TypeNode): GraphQLInputType | undefined {
  const type: unknown = typeFromAST(schema, node);
  return isInputType(type) ? type : undefined;
}

type Fault = { readonly message: string; readonly isUnlocated?: boolean };

/** A message about a null names the variable, any other the nearest field. */
type Names = { readonly variable: string; readonly nearest: string };

function findFault(type: GraphQLInputType, value: unknown, names: Names): Fault | undefined {
  if (value === null || value === undefined) {
    if (!isNonNullType(type)) return undefined;
    return { message: `Variable '${names.variable}' has coerced Null value for NonNull type '${String(type)}'` };
  }
  if (isNonNullType(type)) return findFault(type.ofType, value, names);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return firstDefined(items, (item) => findFault(type.ofType, item, names));
  }
  return isInputObjectType(type) ? findObjectFault(type, value, names) : findLeafFault(type, value, names);
}

function findObjectFault(type: GraphQLInputObjectType, value: unknown, names: Names): Fault | undefined {
  if (!isObject(value)) {
    const hint = "Variables for input objects must be an instance of type 'Map'.";
    return invalid(names, `Expected type 'Map' but was '${javaNameOf(value)}'. ${hint}`);
  }
  const fields = type.getFields();
  if (Object.keys(value).some((key) => !Object.hasOwn(fields, key))) {
    const message = `The variables input contains a field that is not defined for input object type '${type.name}' `;
    return { message, isUnlocated: true };
  }
  return firstDefined(Object.values(fields), (field) => {
    const member = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    if (member === undefined && field.defaultValue !== undefined) return undefined;
    return findFault(field.type, member, { ...names, nearest: field.name });
  });
}

function findLeafFault(
  type: { readonly name: string; parseValue(value: unknown): unknown },
  value: unknown,
  names: Names,
): Fault | undefined {
  try {
    type.parseValue(value);
    return undefined;
  } catch (error) {
    return invalid(names, reasonOf(type, value, error));
  }
}

function reasonOf(type: { readonly name: string }, value: unknown, error: unknown): string {
  if (error instanceof GraphQLError && error.message.startsWith('Unable to')) return error.message;
  if (isEnumType(type)) return `Invalid input for Enum '${type.name}'. No value found for name '${String(value)}'`;
  return `Expected type '${type.name}' but was '${javaNameOf(value)}'.`;
}

function invalid({ nearest }: Names, reason: string): Fault {
  return {
    message: `Variable '${nearest}' has an invalid value. ${reason}`,
  };
}

function firstDefined<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
