/** Rejects code that AppSync would not save. */
import ts from 'typescript';
import { CodeError } from '../contract/code-error.ts';
import type { CodeFault } from '../contract/code-error.ts';
import { walk } from '../syntax/walk.ts';
import type { Analysis } from './analyze.ts';
import { checkContextUse } from './context-rule.ts';
import type { Finding } from './finding.ts';
import { checkFunctionUse } from './function-rules.ts';
import { checkExport } from './module-rules.ts';
import { checkNames, checkUndeclaredName } from './name-rules.ts';
import { checkRecursion } from './recursion-rule.ts';
import { createLocate } from './source-map.ts';
import { checkSyntax } from './syntax-rules.ts';

/** Throws `CodeError` with everything that is wrong, in the order of the code. `name` stands for the file. */
export function checkCode(analysis: Analysis, name: string): void {
  const findings = findSyntaxErrors(analysis);
  if (findings.length === 0) findings.push(...checkNodes(analysis), ...checkNames(analysis));
  if (findings.length > 0) throw new CodeError(name, toFaults(findings, analysis.source, name));
}

function findSyntaxErrors({ syntaxErrors }: Analysis): Finding[] {
  return syntaxErrors.map(({ start, messageText }) => ({
    position: start,
    rule: 'syntax',
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}

function checkNodes({ source, checker }: Analysis): Finding[] {
  const findings: (Finding | undefined)[] = [];
  const calls: ts.CallExpression[] = [];
  walk(source, (node) => {
    findings.push(checkSyntax(node), checkExport(node), checkFunctionUse(node, checker));
    if (ts.isIdentifier(node)) findings.push(checkContextUse(node, checker), checkUndeclaredName(node, checker));
    if (ts.isCallExpression(node)) calls.push(node);
  });
  return [...findings.filter((finding) => finding !== undefined), ...checkRecursion(calls, checker)];
}

/** In the order of the code, each in its source. `name` stands for the file if there is no source map. */
export function toFaults(findings: readonly Finding[], source: ts.SourceFile, name: string): CodeFault[] {
  const locate = createLocate(source.text, name);
  const inOrder = [...findings].sort((one, other) => one.position - other.position);
  return inOrder.map(({ position, rule, message }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(position);
    return { ...locate(line + 1, character + 1), rule, message };
  });
}
