/** The rules that a document is held to. */
import { GraphQLError, SingleFieldSubscriptionsRule, specifiedRules } from 'graphql';
import type { ValidationRule } from 'graphql';
import { singleFieldSubscriptions } from './single-field-subscriptions.ts';

export function validationRules(introspection: 'ENABLED' | 'DISABLED'): readonly ValidationRule[] {
  return introspection === 'ENABLED' ? RULES : [...RULES, noIntrospection];
}

const RULES = specifiedRules.map((rule) => (rule === SingleFieldSubscriptionsRule ? singleFieldSubscriptions : rule));

/** With introspection off `__schema` and `__type` are fields that are not there; `__typename` stays. */
const noIntrospection: ValidationRule = (context) => ({
  Field: (node) => {
    const parent = context.getParentType();
    const isMeta = node.name.value === '__schema' || node.name.value === '__type';
    if (!isMeta || parent !== context.getSchema().getQueryType()) return;
    context.reportError(
      new GraphQLError(`Cannot query field "${node.name.value}" on type "${parent}".`, { nodes: node }),
    );
  },
});
