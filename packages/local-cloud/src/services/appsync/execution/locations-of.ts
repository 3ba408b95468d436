/** Where in the document a node starts, as the entries of `errors` carry it. */
import type { ASTNode } from 'graphql';
import type { SourceLocation } from '../api.ts';

export const locationsOf = ({ loc }: ASTNode): readonly SourceLocation[] =>
  loc === undefined ? [] : [{ line: loc.startToken.line, column: loc.startToken.column, sourceName: null }];
