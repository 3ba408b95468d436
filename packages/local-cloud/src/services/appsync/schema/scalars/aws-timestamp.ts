/** AWSTimestamp: whole seconds since 1970, negative before. */
import { GraphQLScalarType, Kind } from 'graphql';
import { scalarError } from './scalar-error.ts';

function check(verb: 'parse' | 'serialize', value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw scalarError(verb, value, 'a valid timestamp');
  return value;
}

export const awsTimestamp = new GraphQLScalarType({
  name: 'AWSTimestamp',
  serialize: (value) => check('serialize', value),
  parseValue: (value) => check('parse', value),
  parseLiteral: (node) => (node.kind === Kind.INT ? Number(node.value) : undefined),
});
