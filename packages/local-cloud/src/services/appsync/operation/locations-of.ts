/** The place in the document at which a node starts, as in the entries of `errors`. */
import type { ASTNode } from 'graphql';
import type { SourceLocation } from '../api.ts';

export function locationsOf({ loc }: ASTNode): readonly SourceLocation[] {
  return loc === undefined ? [] : [{ line: loc.startToken.line, column: loc.startToken.column, sourceName: null }];
}
