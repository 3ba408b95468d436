/** Syntax that APPSYNC_JS does not have, under the rule names of `@aws-appsync/eslint-plugin` where it has one. */
import ts from 'typescript';
import { isPattern } from '../syntax/targets.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

/** What is wrong with this node on its own, if anything. */
export function checkSyntax(node: ts.Node): Finding | undefined {
  const [rule, message] = FORBIDDEN_KINDS.get(node.kind) ?? forbiddenForm(node) ?? [];
  return rule === undefined || message === undefined ? undefined : found(node, rule, message);
}

type Rule = readonly [rule: string, message: string];

const { SyntaxKind } = ts;

const FORBIDDEN_KINDS: ReadonlyMap<ts.SyntaxKind, Rule> = new Map<ts.SyntaxKind, Rule>([
  [SyntaxKind.AsyncKeyword, ['no-async', 'Async functions are not supported.']],
  [SyntaxKind.AwaitExpression, ['no-await', 'await is not supported.']],
  [SyntaxKind.AwaitKeyword, ['no-await', 'await is not supported.']],
  [SyntaxKind.BigIntLiteral, ['no-bigint', 'BigInt is not supported.']],
  [SyntaxKind.ClassDeclaration, ['no-classes', 'Classes are not supported.']],
  [SyntaxKind.ClassExpression, ['no-classes', 'Classes are not supported.']],
  [SyntaxKind.ContinueStatement, ['no-continue', 'continue is not supported.']],
  [SyntaxKind.DebuggerStatement, ['no-debugger', 'debugger is not supported.']],
  [SyntaxKind.DoStatement, ['no-while', 'do-while loops are not supported.']],
  [SyntaxKind.ForStatement, ['no-for', 'Of for loops only for-of and for-in are supported.']],
  [SyntaxKind.GetAccessor, ['no-accessors', 'Getters are not supported.']],
  [SyntaxKind.LabeledStatement, ['no-labels', 'Labels are not supported.']],
  [SyntaxKind.MetaProperty, ['no-meta-property', 'import.meta and new.target are not supported.']],
  [SyntaxKind.NewExpression, ['no-new', 'new is not supported.']],
  [
    SyntaxKind.RegularExpressionLiteral,
    ['no-regex', 'Regular expression literals are not supported. Use util.matches.'],
  ],
  [SyntaxKind.SetAccessor, ['no-accessors', 'Setters are not supported.']],
  [SyntaxKind.SuperKeyword, ['no-this', 'super is not supported.']],
  [SyntaxKind.ThisKeyword, ['no-this', 'this is not supported.']],
  [SyntaxKind.ThrowStatement, ['no-throw', 'throw is not supported. Use util.error.']],
  [SyntaxKind.TryStatement, ['no-try', 'try is not supported.']],
  [SyntaxKind.WhileStatement, ['no-while', 'while loops are not supported.']],
  [SyntaxKind.WithStatement, ['no-with', 'with is not supported.']],
  [SyntaxKind.YieldExpression, ['no-yield', 'yield is not supported.']],
]);

const UNARY: Rule = ['no-disallowed-unary-operators', 'The operators ++, -- and ~ are not supported.'];
const IN: Rule = ['no-in-operator', 'The operator in is not supported. Use Object.hasOwn.'];
const INSTANCEOF: Rule = ['no-disallowed-binary-operators', 'The operator instanceof is not supported.'];
/** aws/aws-appsync-community#353, which does not name `||=` and `&&=`. */
const COALESCING_ASSIGNMENT: Rule = ['no-disallowed-binary-operators', 'The operator ??= is not supported. Use =.'];
const GENERATOR: Rule = ['no-generators', 'Generators are not supported.'];
const DYNAMIC_IMPORT: Rule = ['no-dynamic-import', 'import() is not supported.'];

const REST: Rule = ['no-rest-pattern', 'What comes behind ... in a pattern must be a name or a member.'];

const FORBIDDEN_UNARY = [SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken, SyntaxKind.TildeToken];

function forbiddenForm(node: ts.Node): Rule | undefined {
  if (ts.isFunctionLike(node))
    return 'asteriskToken' in node && node.asteriskToken !== undefined ? GENERATOR : undefined;
  if (ts.isBindingElement(node)) return isRestPattern(node) ? REST : undefined;
  if (ts.isSpreadElement(node)) return isPattern(node.expression) ? REST : undefined;
  if (ts.isPostfixUnaryExpression(node)) return UNARY;
  if (ts.isPrefixUnaryExpression(node)) return FORBIDDEN_UNARY.includes(node.operator) ? UNARY : undefined;
  if (ts.isCallExpression(node)) return node.expression.kind === SyntaxKind.ImportKeyword ? DYNAMIC_IMPORT : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind === SyntaxKind.InKeyword) return IN;
  if (node.operatorToken.kind === SyntaxKind.QuestionQuestionEqualsToken) return COALESCING_ASSIGNMENT;
  return node.operatorToken.kind === SyntaxKind.InstanceOfKeyword ? INSTANCEOF : undefined;
}

/** `[...[a]]`: the list that is made in between has no name, so nothing could count it. */
function isRestPattern({ dotDotDotToken, name }: ts.BindingElement): boolean {
  return dotDotDotToken !== undefined && !ts.isIdentifier(name);
}
