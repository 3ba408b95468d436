/** Finds what surrounds nodes of a document: graphql-java's messages and locations need it, graphql-js's errors lack it. */
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type {
  ArgumentNode,
  ASTNode,
  DocumentNode,
  FieldNode,
  GraphQLInputType,
  GraphQLSchema,
  VariableDefinitionNode,
} from 'graphql';

export type NodePlace = {
  /** Names of the fragment and fields around the node, itself included: graphql-java's query path. */
  readonly queryPath: readonly string[];
  readonly field: FieldNode | undefined;
  readonly argument: { readonly node: ArgumentNode; readonly type: GraphQLInputType } | undefined;
  readonly variable: VariableDefinitionNode | undefined;
};

export function locateNodes(
  schema: GraphQLSchema,
  document: DocumentNode,
  wanted: ReadonlySet<ASTNode>,
): ReadonlyMap<ASTNode, NodePlace> {
  const places = new Map<ASTNode, NodePlace>();
  const typeInfo = new TypeInfo(schema);
  const stack: NodePlace[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      enter: (node) => {
        const place = placeOf(node, typeInfo, stack.at(-1) ?? NOWHERE);
        stack.push(place);
        if (wanted.has(node)) places.set(node, place);
      },
      leave: () => void stack.pop(),
    }),
  );
  return places;
}

const NOWHERE: NodePlace = { queryPath: [], field: undefined, argument: undefined, variable: undefined };

function placeOf(node: ASTNode, typeInfo: TypeInfo, around: NodePlace): NodePlace {
  if (node.kind === Kind.FIELD) return { ...around, field: node, queryPath: [...around.queryPath, node.name.value] };
  if (node.kind === Kind.FRAGMENT_DEFINITION) return { ...around, queryPath: [node.name.value] };
  if (node.kind === Kind.VARIABLE_DEFINITION) return { ...around, variable: node };
  const type = node.kind === Kind.ARGUMENT ? typeInfo.getArgument()?.type : undefined;
  return node.kind === Kind.ARGUMENT && type !== undefined ? { ...around, argument: { node, type } } : around;
}
