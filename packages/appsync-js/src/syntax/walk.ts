/** Walks a syntax tree without recursion, so that deep code cannot exhaust the stack. */
import ts from 'typescript';

/** Every node in the order of the code, outer ones first. What is below a node is left out where `visit` gives false. */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
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
