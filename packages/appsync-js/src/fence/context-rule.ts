/**
 * `ctx` and its own members cannot be assigned or deleted in a handler; what lies deeper, such as `ctx.stash.a`, can.
 */
import ts from 'typescript';
import { isHandlerContext } from '../syntax/handler-context.ts';
import { useOf } from '../syntax/targets.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

/** What is wrong with this name, if anything. */
export function checkContextUse(node: ts.Identifier, checker: ts.TypeChecker): Finding | undefined {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || declaration.pos === node.pos || !isHandlerContext(declaration)) return undefined;
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  const target = isMember && parent.expression === node ? parent : node;
  if (useOf(target) === 'read') return undefined;
  return found(
    node,
    'no-disallowed-re-assignment',
    `${target.getText()} is read-only and cannot be assigned or deleted.`,
  );
}
