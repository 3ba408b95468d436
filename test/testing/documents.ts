/** A document for each operation of the schema, which asks for everything that can be had by it. */
import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType } from 'graphql';

const FILES = ['schema.graphql', 'client/appsync.graphql'];
const schema = buildSchema(FILES.map((file) => readFileSync(file, 'utf8')).join('\n'));

function fieldsOf(type: GraphQLObjectType) {
  return Object.values(type.getFields());
}

const ROOTS = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(isObjectType);

/** By field, such as `Query.order`. Its variables have the names of its arguments. */
export const documents: ReadonlyMap<string, string> = new Map(
  ROOTS.flatMap((type) => fieldsOf(type).map((field) => [`${type.name}.${field.name}`, documentOf(type, field)])),
);

function documentOf(type: GraphQLObjectType, { name, args, type: result }: GraphQLField<unknown, unknown>): string {
  const variables = args.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(', ');
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const inBrackets = (text: string) => (text ? `(${text})` : '');
  const operation = type.name.toLowerCase();
  return `${operation} ${inBrackets(variables)} { ${name}${inBrackets(passed)} ${selectionOf(result)} }`;
}

/** All fields, and all of theirs. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return `{ ${fieldsOf(named)
    .map((field) => `${field.name} ${selectionOf(field.type)}`)
    .join(' ')} }`;
}
