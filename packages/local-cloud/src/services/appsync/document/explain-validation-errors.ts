/** Words validation errors of graphql-js as AppSync does. */
import { print } from 'graphql';
import type { ASTNode, DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { ResponseError } from '../api.ts';
import { locationsOf } from '../operation/locations-of.ts';
import { explainLiteral } from './explain-literal.ts';
import { locateNodes } from './locate-nodes.ts';
import type { NodePlace } from './locate-nodes.ts';
import { WORDINGS } from './validation-words.ts';

/** graphql-java reports one fault of an argument, graphql-js all of them: entries that become equal are merged. */
export function explainValidationErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  errors: readonly GraphQLError[],
): readonly ResponseError[] {
  const places = locateNodes(schema, document, new Set(errors.flatMap(({ nodes = [] }) => nodes)));
  const explained = new Map<string, ResponseError>();
  for (const error of errors) {
    const entry = explain(error, places);
    explained.set(JSON.stringify(entry), entry);
  }
  return [...explained.values()];
}

function explain(error: GraphQLError, places: ReadonlyMap<ASTNode, NodePlace>): ResponseError {
  for (const { pattern, kind, say, node: index = 0 } of WORDINGS) {
    const match = pattern.exec(error.message);
    if (match === null) continue;
    const node = error.nodes?.[index] ?? error.nodes?.[0];
    const place = node === undefined ? undefined : places.get(node);
    // The node of this one is the selection set; graphql-java points at the field.
    const target = kind === 'SubSelectionNotAllowed' ? (place?.field ?? node) : node;
    return entryOf(kind, say(...match.slice(1)), target, place);
  }
  return explainValue(error, places);
}

/** The remaining errors are about wrong values: an argument's, or a variable's default. */
function explainValue(error: GraphQLError, places: ReadonlyMap<ASTNode, NodePlace>): ResponseError {
  const node = error.nodes?.[0];
  const place = node === undefined ? undefined : places.get(node);
  if (place?.argument !== undefined) {
    const { node: argument, type } = place.argument;
    const fault = explainLiteral(argument.name.value, type, argument.value);
    if (fault !== undefined) return entryOf('WrongType', fault, argument, place);
  }
  if (place?.variable?.defaultValue !== undefined) {
    const { defaultValue, type } = place.variable;
    return entryOf(
      'BadValueForDefaultArg',
      `Bad default value ${print(defaultValue)} for type ${print(type)}`,
      place.variable,
      place,
    );
  }
  return entryOf('InvalidSyntax', error.message, node, place);
}

function entryOf(kind: string, words: string, node: ASTNode | undefined, place: NodePlace | undefined): ResponseError {
  const queryPath = place?.queryPath ?? [];
  const where = queryPath.length === 0 ? '' : ` @ '${queryPath.join('/')}'`;
  return {
    path: null,
    locations: node === undefined ? [] : locationsOf(node),
    message: `Validation error of type ${kind}: ${words}${where}`,
  };
}
