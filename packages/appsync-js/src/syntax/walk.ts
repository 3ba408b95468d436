/** Walks a syntax tree without recursion, so that deep code cannot exhaust the stack. */
import ts from 'typescript';

/** Every node in the order of the code, outer ones first. If `visit` returns false, the nodes below are left out. */
export function walk(root: ts.Node, visit: (node: ts.Node) => unknown): void {
  const waiting: ts.Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === false) continue;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    for (let child = children.pop(); child !== undefined; child = children.pop()) waiting.push(child);
  }
}

/** The nodes around a node, from the innermost to the file. */
export function* ancestorsOf(node: ts.Node): Generator<ts.Node, void> {
  for (let one = node; !ts.isSourceFile(one);) {
    one = one.parent;
    yield one;
  }
}
