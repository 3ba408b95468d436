/** `util.transform`. */
import { toJson } from '../limits/json-text.ts';
import { unsupported } from '../kernel/unsupported.ts';
import { toExpression } from '../dynamodb/filter-expression.ts';
import { toSubscriptionFilter } from './subscription-filter.ts';

/** JSON text, or null. */
function toExpressionText(filter?: unknown): string | null {
  const expression = toExpression(filter);
  return expression && toJson(expression);
}

export const transform = {
  toDynamoDBConditionExpression: toExpressionText,
  toDynamoDBFilterExpression: toExpressionText,
  toElasticsearchQueryDSL: unsupported('util.transform.toElasticsearchQueryDSL'),
  toSubscriptionFilter,
};
