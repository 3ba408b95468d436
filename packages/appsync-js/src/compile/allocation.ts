/** What the literals of a piece of code cost at most each time that it runs, in the units of `library/limits/limits.ts`. */
import ts from 'typescript';
import { isAssignment } from '../syntax/targets.ts';
import { walk } from '../syntax/walk.ts';

/** In bytes, at worst, each with what it is kept in. */
const LIST = 64;
const ITEM = 32;
const OBJECT = 96;
const MEMBER = 48;
const FUNCTION = 160;

/** Of the code itself, without the functions and loops in it, which run as often as they like and count for themselves. */
export function allocationOf(code: ts.Node): number {
  let cost = 0;
  walk(code, (node) => {
    cost += costOf(node);
    return node === code || !(ts.isFunctionLike(node) || isLoopBody(node));
  });
  return cost;
}

function isLoopBody(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return false;
  const { parent, pos } = node;
  return (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.statement.pos === pos;
}

function costOf(node: ts.Node): number {
  if (ts.isArrayLiteralExpression(node)) return LIST + ITEM * node.elements.length;
  if (ts.isObjectLiteralExpression(node)) return OBJECT + MEMBER * node.properties.length;
  if (ts.isFunctionLike(node)) return FUNCTION;
  if (ts.isCallExpression(node)) return ITEM * node.arguments.length; // as of `push`
  return ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && !ts.isIdentifier(node.left)
    ? MEMBER
    : 0;
}
