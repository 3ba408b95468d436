/** AWSJSON: a string of JSON for clients, the parsed value for resolvers. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { parseClientJson } from '../../parse-client-json.ts';
import { printValue } from './print-value.ts';

function parse(value: unknown): unknown {
  if (typeof value !== 'string') throw notJson(value);
  try {
    return parseClientJson(value);
  } catch {
    throw notJson(value);
  }
}

/** Without the quotes that other scalars put around the value, as AppSync was seen to respond. */
function notJson(value: unknown): GraphQLError {
  return new GraphQLError(`Unable to parse ${printValue(value)} as valid JSON.`);
}

/** True when `read` does not throw. */
function isReadable(text: string, read: (text: string) => unknown): boolean {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
}

export const awsJson = new GraphQLScalarType({
  name: 'AWSJSON',
  serialize: (value) => (typeof value === 'string' && isReadable(value, JSON.parse) ? value : JSON.stringify(value)),
  parseValue: parse,
  parseLiteral: (node: ValueNode) =>
    node.kind === Kind.STRING && isReadable(node.value, parse) ? parse(node.value) : undefined,
});
