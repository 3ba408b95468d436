/** No function may call itself, directly or through others. */
import ts from 'typescript';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';
import { ancestorsOf } from '../syntax/walk.ts';
import { resolveFunction } from '../syntax/resolve-function.ts';

export function checkRecursion(calls: readonly ts.CallExpression[], checker: ts.TypeChecker): Finding[] {
  const callees = new Map<ts.Node, Set<ts.Node>>();
  const known = calls.flatMap((call) => {
    const callee = resolveFunction(call.expression, checker);
    return callee === undefined ? [] : [{ call, callee }];
  });
  for (const { call, callee } of known) {
    for (const caller of functionsAround(call)) callees.set(caller, (callees.get(caller) ?? new Set()).add(callee));
  }
  return known
    .filter(({ call, callee }) => functionsAround(call).some((caller) => isReached(caller, callee, callees)))
    .map(({ call }) => found(call, 'no-recursion', 'Recursive function calls are not supported.'));
}

/** A call in a callback is a call of the function around it too. */
function functionsAround(node: ts.Node): ts.Node[] {
  return [...ancestorsOf(node)].filter((outer) => ts.isFunctionLike(outer));
}

function isReached(wanted: ts.Node, from: ts.Node, callees: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>): boolean {
  const seen = new Set([from]);
  for (const one of seen) for (const callee of callees.get(one) ?? []) seen.add(callee);
  return seen.has(wanted);
}
