/** Compiles an operation into a plan for the executor: fields merged, fragments spread, directives decided. */
import {
  Kind,
  getNamedType,
  isAbstractType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';
import { isSelected } from './is-selected.ts';

/** One field of the response. */
export type FieldPlan = {
  readonly responseKey: string;
  readonly parentType: GraphQLCompositeType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Every place where the document selects it; never empty. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  /** 1 for the fields of the operation itself. */
  readonly depth: number;
  /** The fields selected below, for a value of one type. For an abstract type: those of its own fields. */
  readonly fieldsOf: (type: GraphQLCompositeType) => readonly FieldPlan[];
};

export type PlanScope = {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced; only those that `@skip` and `@include` name are looked at. */
  readonly variables: JsonObject;
};

/** The fields of an operation's root type. */
export function planOperation(
  scope: PlanScope,
  rootType: GraphQLObjectType,
  operation: OperationDefinitionNode,
): readonly FieldPlan[] {
  return planFields(scope, rootType, [operation.selectionSet], 1);
}

function planFields(
  scope: PlanScope,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  depth: number,
): readonly FieldPlan[] {
  const groups = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) collect(scope, type, selectionSet, groups, visited);
  return [...groups].flatMap(([responseKey, nodes]) => {
    const definition = definitionOf(scope.schema, type, nodes[0].name.value);
    return definition === undefined ? [] : [planField(scope, type, definition, responseKey, nodes, depth)];
  });
}

function collect(
  scope: PlanScope,
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  groups: Map<string, [FieldNode, ...FieldNode[]]>,
  visited: Set<string>,
): void {
  for (const selection of selectionSet.selections) {
    if (!isSelected(selection, scope.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const responseKey = selection.alias?.value ?? selection.name.value;
      const group = groups.get(responseKey);
      if (group === undefined) groups.set(responseKey, [selection]);
      else group.push(selection);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : spread(scope, selection.name.value, visited);
    if (fragment === undefined || !applies(scope.schema, fragment.typeCondition?.name.value, type)) continue;
    collect(scope, type, fragment.selectionSet, groups, visited);
  }
}

/** The fragment, unless this selection set has it already. */
function spread(scope: PlanScope, name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
  if (visited.has(name)) return undefined;
  visited.add(name);
  return scope.fragments.get(name);
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType: GraphQLNamedType | undefined = schema.getType(condition);
  return isAbstractType(conditionType) && !isUnionType(type) && schema.isSubType(conditionType, type);
}

function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (isUnionType(type)) return undefined;
  if (type !== schema.getQueryType()) return type.getFields()[name];
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return type.getFields()[name];
}

function planField(
  scope: PlanScope,
  parentType: GraphQLCompositeType,
  definition: GraphQLField<unknown, unknown>,
  responseKey: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
  depth: number,
): FieldPlan {
  const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
  const planned = new Map<GraphQLCompositeType, readonly FieldPlan[]>();
  const fieldsOf = (type: GraphQLCompositeType): readonly FieldPlan[] => {
    const known = planned.get(type);
    if (known !== undefined) return known;
    const fields = planFields(scope, type, selectionSets, depth + 1);
    planned.set(type, fields);
    return fields;
  };
  return { responseKey, parentType, definition, nodes, depth, fieldsOf };
}

/** The named type of a field's value, wrappers removed. */
export function valueTypeOf(plan: FieldPlan): GraphQLNamedType {
  return getNamedType(plan.definition.type);
}
