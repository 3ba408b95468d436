/** The object type of an interface's or union's value. */
import { isObjectType } from 'graphql';
import type { GraphQLAbstractType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isObject } from '../../../kernel/json.ts';
import type { ResponseError } from '../api.ts';

/** By its `__typename`, even if only one type is possible (aws-appsync-community#84). */
export function concreteTypeOf(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  value: unknown,
): GraphQLObjectType | undefined {
  const name = typenameOf(value);
  const named = typeof name === 'string' ? schema.getType(name) : undefined;
  return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
}

/** The error of the whole response. The words, with the quote at the end, are captured; those of an unknown name are our own. */
export function refusalOfValue({ name }: GraphQLAbstractType, value: unknown): ResponseError {
  return {
    errorType: 'BadRequestException',
    message: `Could not determine the exact type of ${name}. ${reasonFor(value)}.'`,
  };
}

function reasonFor(value: unknown): string {
  if (!isObject(value)) return 'Expected MAP/OBJECT type';
  const name = typenameOf(value);
  return typeof name === 'string' ? `Unknown __typename ${name} on value` : 'Missing __typename key on value';
}

function typenameOf(value: unknown): unknown {
  return isObject(value) ? value['__typename'] : undefined;
}
