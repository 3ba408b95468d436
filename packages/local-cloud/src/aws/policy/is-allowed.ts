/** Decides whether a principal's policies allow an action, as IAM evaluates identity-based policies. */

import type { PolicyStatement, Principal } from './policy.ts';

/**
 * An explicit Deny wins, then any Allow, else no (IAM user guide, "Policy evaluation logic"). `context` holds condition
 * keys by their lower-case names. Throws for a condition operator that isn't supported, naming it.
 */
export function isAllowed(
  principal: Principal,
  action: string,
  resource: string,
  context: ConditionContext = {},
): boolean {
  if (principal.permissions === 'administrator') return true;
  const matching = principal.permissions.filter((statement) => applies(statement, action, resource, context));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return false;
  return matching.length > 0;
}

export type ConditionContext = { readonly [key: string]: string | readonly string[] };

function applies(statement: PolicyStatement, action: string, resource: string, context: ConditionContext): boolean {
  return (
    list(statement.Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    list(statement.Resource).some((pattern) => matches(pattern, resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        satisfies(operator, list(context[key.toLowerCase()] ?? []), list(values)),
      ),
    )
  );
}

/** How each condition operator compares one value of the context with one of the policy. */
const OPERATORS: { readonly [operator: string]: (actual: string, wanted: string) => boolean } = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringLike: (actual, wanted) => matches(wanted, actual),
  ArnEquals: (actual, wanted) => matches(wanted, actual),
  ArnLike: (actual, wanted) => matches(wanted, actual),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
};

/** Whether a condition operator is supported; it may have a quantifier before it. */
export function isKnownOperator(operator: string): boolean {
  return Object.hasOwn(OPERATORS, operator.split(':').at(-1) ?? '');
}

function satisfies(operator: string, actual: readonly string[], wanted: readonly string[]): boolean {
  const [name = operator, quantifier] = operator.split(':').reverse();
  const compare = OPERATORS[name];
  if (!compare) throw new Error(`The IAM condition operator ${operator} is not supported by the local cloud.`);
  const satisfied = (value: string) => wanted.some((one) => compare(value, one));
  return quantifier === 'ForAllValues' ? actual.every(satisfied) : actual.some(satisfied);
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

const patterns = new Map<string, RegExp>();

/** IAM's wildcards: `*` for any text, `?` for one character. */
function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const known = patterns.get(pattern);
  if (known) return known.test(text);
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const compiled = new RegExp(`^${source}$`, 's');
  patterns.set(pattern, compiled);
  return compiled.test(text);
}
