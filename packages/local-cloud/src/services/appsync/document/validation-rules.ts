/** The rules that validate a document. */
import { GraphQLError, SingleFieldSubscriptionsRule, specifiedRules } from 'graphql';
import type { ValidationRule } from 'graphql';
import { singleFieldSubscriptions } from './single-field-subscriptions.ts';

export function validationRules(introspection: 'ENABLED' | 'DISABLED'): readonly ValidationRule[] {
  return introspection === 'ENABLED' ? RULES : [...RULES, noIntrospection];
}

const RULES = specifiedRules.map((rule) => (rule === SingleFieldSubscriptionsRule ? singleFieldSubscriptions : rule));

/** With introspection off, `__schema` and `__type` don't exist; `__typename` does. */
const noIntrospection: ValidationRule = (context) => ({
  Field: (node) => {
    const name = node.name.value;
    const queryType = context.getSchema().getQueryType();
    const isMeta = name === '__schema' || name === '__type';
    if (!isMeta || !queryType || context.getParentType() !== queryType) return;
    context.reportError(new GraphQLError(`Cannot query field "${name}" on type "${queryType.name}".`, { nodes: node }));
  },
});
