/** Descriptions that AppSync never gets: they travel beside the schema that is deployed, for introspection here. */
import { parse, print, visit } from 'graphql';
import type { ASTNode, DocumentNode } from 'graphql';
import { DefinitionError } from '../errors.ts';

/** The documented form of a schema. Throws `DefinitionError` where it differs in more than descriptions. */
export function withDescriptions(deployed: DocumentNode, documented: string): DocumentNode {
  const document = parseDocumented(documented);
  if (textOf(document) === textOf(deployed)) return document;
  throw new DefinitionError(
    'The documented schema in the metadata of the GraphQLSchema differs from its Definition in more than descriptions. ' +
      'Only the Definition is deployed: make both of one document.',
  );
}

function parseDocumented(sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    throw new DefinitionError(
      `The documented schema in the metadata of the GraphQLSchema cannot be parsed: ${String(error)}`,
    );
  }
}

function textOf(document: DocumentNode): string {
  return print(
    visit(document, {
      enter: (node: ASTNode) => ('description' in node ? { ...node, description: undefined } : undefined),
      StringValue: (node) => ({ ...node, block: false }),
    }),
  );
}
