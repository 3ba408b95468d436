/** What GraphQL allows in a schema and AppSync's parser doesn't. */
import { Kind, Lexer, Source, TokenKind } from 'graphql';
import type { DocumentNode, Token } from 'graphql';
import { DefinitionError } from '../errors.ts';

/** Throws `DefinitionError` with the line. */
export function refuseSyntax(document: DocumentNode, sdl: string): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_EXTENSION)
      continue;
    if ((definition.interfaces?.length ?? 0) === 0) continue;
    const { name, loc } = definition;
    throw new DefinitionError(
      `The interface ${name.value} (line ${loc?.startToken.line}) implements another interface. AppSync rejects that ` +
        '(aws-appsync-community#387); let the types implement both.',
    );
  }
  if (/#.*\b(?:null|true|false)\b/.test(sdl)) refuseComments(document, sdl);
}

/** Words that AppSync takes for values in the comment before an enum's value. */
const VALUE_WORDS = /\b(?:null|true|false)\b/;

function refuseComments(document: DocumentNode, sdl: string): void {
  const starts = new Set(valuesOf(document).map(({ node }) => node.loc?.start ?? -1));
  let comments: Token[] = [];
  for (const token of tokensOf(sdl)) {
    if (token.kind === TokenKind.COMMENT) comments.push(token);
    else {
      const refused = starts.has(token.start) ? comments.find(({ value }) => VALUE_WORDS.test(value)) : undefined;
      if (refused !== undefined) {
        throw new DefinitionError(
          `The comment on line ${refused.line} stands before an enum's value and has the word null, true or false in ` +
            'it. AppSync rejects that (aws-appsync-community#410); word it otherwise.',
        );
      }
      comments = [];
    }
  }
}

/** `Type.VALUE` of every enum value that has a description, which AppSync has rejected (aws-appsync-community#38, #55). */
export function describedEnumValues(document: DocumentNode): readonly string[] {
  return valuesOf(document).flatMap(({ name, node }) =>
    node.description === undefined ? [] : [`${name}.${node.name.value}`],
  );
}

function valuesOf(document: DocumentNode) {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION && definition.kind !== Kind.ENUM_TYPE_EXTENSION) return [];
    const { name, values = [] } = definition;
    return values.map((node) => ({ name: name.value, node }));
  });
}

/** With comments, which the parser drops. */
function tokensOf(sdl: string): readonly Token[] {
  const lexer = new Lexer(new Source(sdl));
  const tokens: Token[] = [];
  let token: Token | null = lexer.token;
  while (lexer.advance().kind !== TokenKind.EOF);
  for (; token !== null; token = token.next) tokens.push(token);
  return tokens;
}
