/**
 * Converts variables as graphql-java before version 22 does: it takes `"5"` for an Int, `1` for a Boolean, `true` for a
 * String (graphql-java/graphql-java#3553, #3186). Literals in the document aren't converted.
 */
import { isInputObjectType, isInputType, isListType, isNonNullType, isScalarType, typeFromAST } from 'graphql';
import type { GraphQLInputType, GraphQLSchema, VariableDefinitionNode } from 'graphql';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { DECIMAL, exactIntOf } from '../schema/scalars/exact-int.ts';
import { printValue } from '../schema/scalars/print-value.ts';

/** Returns the converted values. A value that graphql-java rejects stays as it is, and the coercion after this rejects it. */
export function loosenVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: JsonObject,
): JsonObject {
  const loosened = { ...given };
  for (const { variable, type: node } of definitions) {
    const name = variable.name.value;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    // Its overloads return the type for one kind of node each.
    const type: unknown = typeFromAST(schema, node);
    if (value !== undefined && isInputType(type)) loosened[name] = loosen(type, value);
  }
  return loosened;
}

function loosen(type: GraphQLInputType, value: JsonValue): JsonValue {
  if (value === null) return null;
  if (isNonNullType(type)) return loosen(type.ofType, value);
  if (isListType(type)) {
    const { ofType } = type;
    return Array.isArray(value) ? value.map((item) => loosen(ofType, item)) : loosen(ofType, value);
  }
  if (isInputObjectType(type)) return isJsonObject(value) ? loosenMembers(type.getFields(), value) : value;
  return isScalarType(type) ? (CONVERT.get(type.name)?.(value) ?? value) : value;
}

function loosenMembers(
  fields: { readonly [name: string]: { readonly type: GraphQLInputType } },
  value: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return [name, field === undefined ? member : loosen(field.type, member)];
    }),
  );
}

/** Undefined for a value that graphql-java rejects. */
type Convert = (value: JsonValue) => JsonValue | undefined;

const toBoolean: Convert = (value) => {
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  return word === 'true' ? true : word === 'false' ? false : undefined;
};

const toFloat: Convert = (value) => {
  const isFinite = typeof value === 'string' && DECIMAL.test(value) && Number.isFinite(Number(value));
  return isFinite ? Number(value) : undefined;
};

/** By the scalar's name. ID is converted by graphql-js, too: whole numbers become strings. */
const CONVERT: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ['Int', (value) => (typeof value === 'string' ? exactIntOf(value) : undefined)],
  ['Float', toFloat],
  ['Boolean', toBoolean],
  ['String', printValue],
]);
