/**
 * Places where AppSync runs code differently from JavaScript. The addresses are those of the public reports; which
 * reports are followed, and which are not, stands in `SUPPORT.md`.
 */
import ts from 'typescript';
import { innerExpression } from '../syntax/inner-expression.ts';
import { isAssignment } from '../syntax/targets.ts';
import { isNeverNullish } from './never-nullish.ts';

export type Difference = { readonly node: ts.Node; readonly rule: string; readonly message: string };

/** All of them in this file, each place once. Takes JavaScript and TypeScript; the nodes must know their parents. */
export function findDifferences(source: ts.SourceFile): Difference[] {
  const found = new Map<ts.Node, Difference>();
  const visit = (node: ts.Node): void => {
    for (const difference of differencesOf(node)) {
      if (!found.has(difference.node)) found.set(difference.node, difference);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

function differencesOf(node: ts.Node): readonly Difference[] {
  if (isCoalescing(node)) return noticesOf(node.right).map(describeNotice);
  if (isSwitchOverChain(node)) return [{ node: node.expression, ...CHAIN_IN_SWITCH }];
  return isReturnedSum(node) ? [{ node: node.expression, ...RETURNED_SUM }] : [];
}

/** `a ?? b`, of which AppSync evaluates both sides (aws/aws-appsync-community#403, amplify-category-api#3170). */
export function isCoalescing(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** `switch (a?.b)`, which always takes its default (aws/aws-appsync-community#411). */
export function isSwitchOverChain(node: ts.Node): node is ts.SwitchStatement {
  return ts.isSwitchStatement(node) && ts.isOptionalChain(innerExpression(node.expression));
}

/** `return a += b`, which returns an empty string (aws-amplify/amplify-category-api#3192). */
export function isReturnedSum(node: ts.Node): node is ts.ReturnStatement & { readonly expression: ts.Expression } {
  if (!ts.isReturnStatement(node) || node.expression === undefined) return false;
  const value = innerExpression(node.expression);
  return ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
}

/** What runs though the left side is set, and is noticed: a call, an assignment, a `delete`, a read that can fail. */
export type Notice = { readonly node: ts.Node; readonly what: string };

export function noticesOf(right: ts.Expression): readonly Notice[] {
  const notices: Notice[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    const what = noticed(node);
    if (what !== undefined) notices.push({ node, what });
    ts.forEachChild(node, visit);
  };
  visit(right);
  return notices;
}

function noticed(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return 'call';
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) ? 'assignment' : undefined;
  if (ts.isPostfixUnaryExpression(node)) return 'assignment';
  if (ts.isPrefixUnaryExpression(node)) return STEPS.includes(node.operator) ? 'assignment' : undefined;
  if (ts.isDeleteExpression(node)) return 'delete';
  if (ts.isSpreadElement(node)) return isNeverNullish(node.expression) ? undefined : 'spread, which can fail,';
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  return node.questionDotToken !== undefined || isNeverNullish(node.expression) ? undefined : 'read, which can fail,';
}

const STEPS: readonly ts.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];

function describeNotice({ node, what }: Notice): Difference {
  return {
    node,
    rule: 'no-effect-after-coalescing',
    message:
      `AppSync evaluates the right side of ?? even if the left side is set (aws/aws-appsync-community#403), so this ` +
      `${what} always happens. Use a conditional expression instead.`,
  };
}

const CHAIN_IN_SWITCH = {
  rule: 'no-optional-chain-in-switch',
  message:
    'AppSync always takes the default of a switch over an optional chain (aws/aws-appsync-community#411). ' +
    'Put the value into a variable first.',
};

const RETURNED_SUM = {
  rule: 'no-returned-sum',
  message:
    'AppSync returns a blank string from "return a += b" (aws-amplify/amplify-category-api#3192). ' +
    'Assign first, then return the variable.',
};
