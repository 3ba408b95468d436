/** The error of an AppSync scalar for a wrong value; `kind` ends the message. */
import { GraphQLError } from 'graphql';
import { printValue } from './print-value.ts';

/** `Unable to parse` (input) or `Unable to serialize` (output) with the value and what it should have been. */
export function scalarError(verb: 'parse' | 'serialize', value: unknown, kind: string): GraphQLError {
  return new GraphQLError(`Unable to ${verb} \`${printValue(value)}\` as ${kind}.`);
}
