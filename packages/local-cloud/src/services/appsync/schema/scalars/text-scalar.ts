/** A scalar that is a string of a certain form, as input and as output. */
import { GraphQLScalarType, Kind } from 'graphql';
import { scalarError } from './scalar-error.ts';

/** `kind` ends the error message: `a valid date`. */
export function textScalar(name: string, kind: string, isValid: (text: string) => boolean): GraphQLScalarType {
  const check = (verb: 'parse' | 'serialize', value: unknown): string => {
    if (typeof value !== 'string' || !isValid(value)) throw scalarError(verb, value, kind);
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => check('serialize', value),
    parseValue: (value) => check('parse', value),
    // The validation of the document explains why a literal doesn't fit.
    parseLiteral: (node) => (node.kind === Kind.STRING && isValid(node.value) ? node.value : undefined),
  });
}
