/** Counts the fields that a document selects once its fragments are spread. */
import { Kind } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';

/** Of all operations together. The document must be valid: fragments in a circle would never end. */
export function countFields(document: DocumentNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  }
  const known = new Map<string, number>();
  const countSpread = (name: string): number => {
    const count = known.get(name) ?? countIn(fragments.get(name));
    known.set(name, count);
    return count;
  };
  const countIn = (set: SelectionSetNode | undefined): number => {
    let count = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += countSpread(selection.name.value);
      else count += countIn(selection.selectionSet) + (selection.kind === Kind.FIELD ? 1 : 0);
    }
    return count;
  };
  return document.definitions.reduce(
    (sum, node) => sum + (node.kind === Kind.OPERATION_DEFINITION ? countIn(node.selectionSet) : 0),
    0,
  );
}
