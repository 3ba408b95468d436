/** Fields of introspection: graphql-js resolves them itself. */
import { Kind, OperationTypeNode, TypeNameMetaFieldDef } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';
import type { FieldPlan } from '../operation/plan.ts';

/** The value of `__typename`, `__schema`, `__type`, or of a field below the latter two. */
export function introspect(schema: GraphQLSchema, plan: FieldPlan, source: unknown, values: JsonObject): unknown {
  const { definition, nodes, parentType } = plan;
  const queryType = schema.getQueryType();
  if (definition === TypeNameMetaFieldDef || queryType === undefined || queryType === null) return parentType.name;
  return definition.resolve?.(source, values, undefined, {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: queryType,
    path: { prev: undefined, key: plan.responseKey, typename: undefined },
    schema,
    fragments: {},
    rootValue: null,
    operation: NO_OPERATION,
    variableValues: {},
  });
}

/** The resolvers of introspection ignore the operation; their signature needs one. */
const NO_OPERATION = {
  kind: Kind.OPERATION_DEFINITION,
  operation: OperationTypeNode.QUERY,
  selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
} as const;
