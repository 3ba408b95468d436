/** A scalar that is a text of a certain form, both ways. */
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
    // Why a literal does not fit is told by the validation of the document.
    parseLiteral: (node) => (node.kind === Kind.STRING && isValid(node.value) ? node.value : undefined),
  });
}
