/**
 * A subscription selects one field (GraphQL specification, 5.2.3.1). The rule of graphql-js evaluates directives
 * first, and throws if one isn't valid or has a variable, whose value is still unknown.
 */
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import type { FieldNode, SelectionSetNode, ValidationContext, ValidationRule } from 'graphql';

/** Reports the errors of graphql-js in its words, as if every field were selected. */
export const singleFieldSubscriptions: ValidationRule = (context) => ({
  OperationDefinition: ({ operation, name, selectionSet }) => {
    if (operation !== OperationTypeNode.SUBSCRIPTION) return;
    const who = name === undefined ? 'Anonymous Subscription' : `Subscription "${name.value}"`;
    const fields = fieldsOf(selectionSet, context, new Set());
    const others = fields.filter((field) => keyOf(field) !== (fields[0] && keyOf(fields[0])));
    if (others.length > 0) {
      context.reportError(new GraphQLError(`${who} must select only one top level field.`, { nodes: others }));
    }
    const introspective = fields.filter((field) => field.name.value.startsWith('__'));
    if (introspective.length > 0) {
      const words = `${who} must not select an introspection top level field.`;
      context.reportError(new GraphQLError(words, { nodes: introspective }));
    }
  },
});

function keyOf({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

/** With those of fragments, each spread once, since fragments may form a circle. */
function fieldsOf(set: SelectionSetNode, context: ValidationContext, visited: Set<string>): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, context, visited);
    const fragment = context.getFragment(selection.name.value);
    if (fragment === undefined || fragment === null || visited.has(selection.name.value)) return [];
    visited.add(selection.name.value);
    return fieldsOf(fragment.selectionSet, context, visited);
  });
}
