/** A module may only export names of its own. */
import ts from 'typescript';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

/** What is wrong with this statement, if anything. */
export function checkExport(node: ts.Node): Finding | undefined {
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return found(node, 'no-re-export', 'Names of another module cannot be exported.');
  }
  return ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword
    ? found(node, 'no-default-export', 'Handlers are exported by their names, request and response.')
    : undefined;
}
