/** Where in the document a node starts, as the entries of `errors` carry it. */
import type { ASTNode } from 'graphql';
import type { SourceLocation } from '../api.ts';

export function locationsOf({ loc }: ASTNode): readonly SourceLocation[] {
  return loc === undefined ? [] : [{ line: loc.startToken.line, column: loc.startToken.column, sourceName: null }];
}
