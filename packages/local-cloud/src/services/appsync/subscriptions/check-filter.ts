/** Rejects an enhanced filter that AppSync rejects when a handler sets it (Developer Guide, "Extensions"; AppSync quotas). */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { FILTER_OPERATORS } from './matches-filter.ts';

const MAX_FIELDS = 5;
const MAX_COMBINATIONS = 10;
/** Characters. */
const MAX_STRING_CHARACTERS = 256;
const MAX_VALUES: ReadonlyMap<string, number> = new Map([
  ['in', 5],
  ['notIn', 5],
  ['containsAny', 20],
]);

/** Undefined for a good filter. Messages that clients are known to look for are AppSync's own. */
export function explainBadFilter({ filterGroup }: JsonObject): string | undefined {
  if (!Array.isArray(filterGroup)) return 'The subscription filter has no filterGroup.';
  const filters = filterGroup.map((group) => rulesOf(group));
  const bad = filters.flatMap((rules) => explainBadRules(rules) ?? [])[0];
  if (bad !== undefined) return bad;
  const combinations = filters.reduce((sum, rules) => sum + combinationsOf(rules), 0);
  if (combinations <= MAX_COMBINATIONS) return undefined;
  return `Filters combination exceed maximum limit ${MAX_COMBINATIONS} for subscription.`;
}

function rulesOf(group: JsonValue): readonly JsonObject[] {
  return isJsonObject(group) && Array.isArray(group['filters']) ? group['filters'].filter(isJsonObject) : [];
}

function explainBadRules(rules: readonly JsonObject[]): string | undefined {
  const fields = new Set(rules.map(({ fieldName }) => fieldName));
  if (fields.size > MAX_FIELDS) return `Filters exceed maximum attributes limit ${MAX_FIELDS} for subscription.`;
  if (fields.size < rules.length) return 'Invalid filter: filter uses same fieldName multiple time.';
  return rules.flatMap((rule) => explainBadRule(rule) ?? [])[0];
}

function explainBadRule({ operator, value }: JsonObject): string | undefined {
  if (typeof operator !== 'string') return `Invalid filter: unknown operator '${JSON.stringify(operator)}'.`;
  if (!FILTER_OPERATORS.has(operator)) return `Invalid filter: unknown operator '${operator}'.`;
  const texts = [value].flat().filter((one) => typeof one === 'string');
  if (texts.some(({ length }) => length > MAX_STRING_CHARACTERS)) {
    return `Invalid filter: a string has more than ${MAX_STRING_CHARACTERS} characters.`;
  }
  const max = MAX_VALUES.get(operator);
  if (max === undefined || !Array.isArray(value) || value.length <= max) return undefined;
  return `subscription exceeds maximum value limit ${max} for operator \`${operator}\`.`;
}

/** Each value of an `in` counts as a combination. */
function combinationsOf(rules: readonly JsonObject[]): number {
  return rules.reduce(
    (product, { operator, value }) => product * (operator === 'in' && Array.isArray(value) ? value.length : 1),
    1,
  );
}
