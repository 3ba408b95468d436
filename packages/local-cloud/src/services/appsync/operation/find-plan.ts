/** The plan of an operation for given variables, compiled once for each combination of its directives' values. */
import { Kind, visit } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { planOperation } from './plan.ts';
import type { FieldPlan } from './plan.ts';

export type FindPlan = (variables: JsonObject) => readonly FieldPlan[];

/** Plans kept for one operation; n directive variables have 2ⁿ. */
const MAX_PLANS = 32;

export function createFindPlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  rootType: GraphQLObjectType,
  operation: OperationDefinitionNode,
): FindPlan {
  const fragments = fragmentsOf(document);
  const deciding = decidingVariables(document);
  const plans = createBoundedMap<string, readonly FieldPlan[]>(MAX_PLANS);
  return (variables) => {
    const key = deciding.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const known = plans.get(key);
    if (known !== undefined) return known;
    const plan = planOperation({ schema, fragments, variables }, rootType, operation);
    plans.set(key, plan);
    return plan;
  };
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Names of the variables that `@skip` and `@include` look at anywhere in the document. */
function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
