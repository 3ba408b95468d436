/** `util.transform`. */
import { toJson } from '../limits/json-text.ts';
import { unsupported } from '../kernel/unsupported.ts';
import { toExpression } from '../dynamodb/filter-expression.ts';
import { toSubscriptionFilter } from './subscription-filter.ts';

/** As JSON; null for a filter that cannot be written as an expression. */
function toExpressionJson(filter?: unknown): string | null {
  const expression = toExpression(filter);
  return expression === null ? null : (toJson(expression) ?? null);
}

export const transform = {
  toDynamoDBConditionExpression: toExpressionJson,
  toDynamoDBFilterExpression: toExpressionJson,
  toElasticsearchQueryDSL: unsupported('util.transform.toElasticsearchQueryDSL'),
  toSubscriptionFilter,
};
