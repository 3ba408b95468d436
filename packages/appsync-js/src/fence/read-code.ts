/** Parses code, and rejects what is too long or nested too deep. */
import ts from 'typescript';
import { CodeError } from '../contract/code-error.ts';
import { MAX_CODE_CHARACTERS } from '../language/language.ts';
import { createLocate } from './source-map.ts';

/**
 * The levels of syntax within one another; a chain of operators or of `else if` is one level. Ours: AWS gives no
 * figure, but the compiler and the engine walk what is nested by recursion, and more can exhaust their stack.
 */
const MAX_NESTING = 500;

/** Throws `CodeError` for code that is too long or nested too deep. `name` stands for the file. */
export function readCode(code: string, name: string): ts.SourceFile {
  if (code.length > MAX_CODE_CHARACTERS) {
    const message = `The code has ${code.length} characters; AppSync allows ${MAX_CODE_CHARACTERS}.`;
    throw faultAt(code, name, MAX_CODE_CHARACTERS, 'code-size', message);
  }
  const source = withinStack(code, name, () =>
    ts.createSourceFile('code.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS),
  );
  const tooDeep = findTooDeep(source);
  if (tooDeep !== undefined) throw nestingError(code, name, tooDeep.getStart());
  return source;
}

/** Does work that recurs into the code. Throws `CodeError` if the stack is too small for it. */
export function withinStack<Result>(code: string, name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw nestingError(code, name, findDeepBracket(code));
  }
}

function nestingError(code: string, name: string, position: number): CodeError {
  const message = `The code is nested more than ${MAX_NESTING} levels deep, or a chain of operators or calls is too long for the compiler.`;
  return faultAt(code, name, position, 'code-nesting', message);
}

function faultAt(code: string, name: string, position: number, rule: string, message: string): CodeError {
  const lines = code.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  const place = createLocate(code, name)(lines.length, (lines.at(-1) ?? '').length + 1);
  return new CodeError(name, [{ ...place, rule, message }]);
}

/** The first node that is too deep, found without recursion. */
function findTooDeep(source: ts.SourceFile): ts.Node | undefined {
  const waiting: { readonly node: ts.Node; readonly depth: number }[] = [{ node: source, depth: 0 }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { node, depth } = one;
    if (depth > MAX_NESTING) return node;
    ts.forEachChild(node, (child) => {
      waiting.push({ node: child, depth: goesOn(child, node) ? depth : depth + 1 });
    });
  }
  return undefined;
}

/** `a + b + c` has `a + b` on its left; `else if` stands in the `else` before it. */
function goesOn(child: ts.Node, parent: ts.Node): boolean {
  return (
    (ts.isBinaryExpression(parent) && ts.isBinaryExpression(child) && parent.left === child) ||
    (ts.isIfStatement(parent) && ts.isIfStatement(child) && parent.elseStatement === child)
  );
}

/** A place that is good enough for a message: where so many brackets are open, or the beginning. */
function findDeepBracket(code: string): number {
  let open = 0;
  for (let position = 0; position < code.length; position += 1) {
    const character = code.charAt(position);
    if ('([{'.includes(character)) open += 1;
    else if (')]}'.includes(character)) open -= 1;
    if (open > MAX_NESTING) return position;
  }
  return 0;
}
