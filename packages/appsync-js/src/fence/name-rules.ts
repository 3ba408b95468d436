/** Undeclared names, as the TypeScript compiler finds them. */
import ts from 'typescript';
import { ARRAY_METHODS, NUMBER_METHODS, STRING_METHODS } from '../language/language.ts';
import { walk } from '../syntax/walk.ts';
import type { Analysis } from './analyze.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

/** Only some of the compiler's errors count: about types, AppSync's compiler may decide differently. */
export function checkNames(analysis: Analysis): Finding[] {
  return analysis.typeErrors.flatMap((error) => {
    const rule = RULES.get(error.code);
    const node = error.start === undefined ? undefined : nodeAt(analysis.source, error.start);
    if (rule === undefined || node === undefined || !rule.applies(node, analysis)) return [];
    return [found(node, rule.name, rule.message?.(node) ?? ts.flattenDiagnosticMessageText(error.messageText, ' '))];
  });
}

/** `arguments` and `globalThis`, which the compiler knows without a declaration. */
export function checkUndeclaredName(node: ts.Identifier, checker: ts.TypeChecker): Finding | undefined {
  if (node.text !== 'arguments' && node.text !== 'globalThis') return undefined;
  const symbol = checker.getSymbolAtLocation(node);
  const isDeclared = symbol === undefined || (symbol.declarations ?? []).length > 0;
  return isDeclared ? undefined : found(node, UNKNOWN_NAME.name, describeName(node));
}

type Rule = {
  readonly name: string;
  readonly applies: (node: ts.Node, analysis: Analysis) => boolean;
  /** In place of the compiler's message. */
  readonly message?: (node: ts.Node) => string;
};

function always(): boolean {
  return true;
}

function describeName(node: ts.Node): string {
  return `${node.getText()} is not known in APPSYNC_JS.`;
}

function describeMember(node: ts.Node): string {
  const owner = ownerOf(node)?.getText() ?? '';
  return `${/^[\w.]+$/.test(owner) ? `${owner}.` : ''}${node.getText()} is not supported.`;
}

/** The innermost node that starts there; undefined inside a comment. */
function nodeAt(source: ts.Node, position: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  walk(source, (node) => {
    const isAround = node.pos <= position && position < node.end;
    if (isAround && node.getStart() === position) found = node;
    return isAround;
  });
  return found;
}

/** A member of AppSync's library or of a global object, or a method of JavaScript's that AppSync does not have. */
function isOfBuiltIn(node: ts.Node, { checker, isBuiltIn }: Analysis): boolean {
  const owner = ownerOf(node);
  if (owner === undefined) return false;
  const type = checker.getTypeAtLocation(owner);
  if (isBuiltInObject(type)) return true;
  // Texts and numbers have it.
  if (node.getText() === 'toString') return checker.isArrayType(type);
  return (isBuiltIn(type) || type.getCallSignatures().length > 0) && UNSUPPORTED_METHODS.has(node.getText());
}

function ownerOf({ parent }: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression;
  return ts.isBindingElement(parent) ? parent.parent : undefined;
}

function isBuiltInObject(type: ts.Type): boolean {
  return (
    type
      .getSymbol()
      ?.declarations?.some(
        (node) =>
          (ts.isTypeLiteralNode(node) || ts.isModuleDeclaration(node)) && node.getSourceFile().isDeclarationFile,
      ) ?? false
  );
}

const SUPPORTED = { ...ARRAY_METHODS, ...STRING_METHODS, ...NUMBER_METHODS };

/** Methods that JavaScript's own values have, and APPSYNC_JS doesn't. */
const UNSUPPORTED_METHODS: ReadonlySet<string> = new Set(
  [Array, String, Number, Boolean, Object, Function]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) => !Object.hasOwn(SUPPORTED, name)),
);

const UNKNOWN_NAME: Rule = { name: 'no-unknown-names', applies: always, message: describeName };
const UNKNOWN_MEMBER: Rule = { name: 'no-disallowed-methods', applies: isOfBuiltIn, message: describeMember };
const UNKNOWN_EXPORT: Rule = { name: 'no-unknown-imports', applies: always };
const NOT_BUNDLED: Rule = { name: 'no-unbundled-imports', applies: always };
const OUTSIDE_FUNCTION: Rule = { name: 'syntax', applies: always };
const CONSTANT: Rule = { name: 'no-const-assign', applies: always };
const FUNCTION: Rule = { name: 'no-function-reassign', applies: always };
const DECLARED_TWICE: Rule = { name: 'syntax', applies: always };
const NOT_CALLABLE: Rule = {
  name: 'no-disallowed-methods',
  applies: (node, { checker, isBuiltIn }) => isBuiltIn(checker.getTypeAtLocation(node)),
  message: (node) => `${node.getText()} cannot be called.`,
};

/** By the compiler's error codes. */
const RULES: ReadonlyMap<number, Rule> = new Map([
  [1108, OUTSIDE_FUNCTION], // return outside of a function
  [1192, UNKNOWN_EXPORT], // no default export
  [2304, UNKNOWN_NAME], // cannot find name
  [2305, UNKNOWN_EXPORT], // no exported member
  [2307, NOT_BUNDLED], // cannot find module
  [2339, UNKNOWN_MEMBER], // property does not exist
  [2349, NOT_CALLABLE], // not callable
  [2451, DECLARED_TWICE], // cannot redeclare
  [2550, UNKNOWN_MEMBER], // does not exist, in a newer library it would
  [2551, UNKNOWN_MEMBER], // does not exist, did you mean
  [2552, UNKNOWN_NAME], // cannot find name, did you mean
  [2580, UNKNOWN_NAME], // cannot find name, with types of Node.js it would be there
  [2581, UNKNOWN_NAME], // … with types of jQuery
  [2582, UNKNOWN_NAME], // … with types of a test runner
  [2583, UNKNOWN_NAME], // … in a newer library
  [2584, UNKNOWN_NAME], // … with the DOM
  [2585, UNKNOWN_NAME], // only a type, in a newer library a value too
  [2588, CONSTANT], // assignment to a constant
  [2591, UNKNOWN_NAME], // … with types of Node.js
  [2592, UNKNOWN_NAME], // … with types of jQuery
  [2593, UNKNOWN_NAME], // … with types of a test runner
  [2613, UNKNOWN_EXPORT], // no default export, did you mean
  [2614, UNKNOWN_EXPORT], // no exported member, did you mean the default
  [2630, FUNCTION], // assignment to a function
  [2693, UNKNOWN_NAME], // only a type
  [2724, UNKNOWN_EXPORT], // no exported member, did you mean
  [2792, NOT_BUNDLED], // cannot find module, in this resolution mode
  [2867, UNKNOWN_NAME], // cannot find name, with types of Bun it would be there
  [2868, UNKNOWN_NAME], // … with types of Bun
  [18004, UNKNOWN_NAME], // no value for the shorthand property
]);
