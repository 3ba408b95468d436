/** `util.transform.toSubscriptionFilter`: groups are alternatives, the filters of a group hold together. */
import { COST, charge } from '../limits/limits.ts';
import { failCode } from '../kernel/stop.ts';
import { entries, isArray, isRecord } from '../kernel/natives.ts';

/** Ours: AppSync takes no more than 10 filters in a group, and one group is all that most handlers need. */
const MAX_GROUPS = 10_000;

type Filter = { readonly fieldName: string; readonly operator: string; readonly value: unknown };
type Group = readonly Filter[];

/**
 * Everything that is an alternative multiplies the groups: the members of `or`, the rules, and two operators on one
 * field. Operators are not checked. Null for anything but an object, a JSON included.
 */
export function toSubscriptionFilter(filter: unknown, ignoredFields?: unknown, rules?: unknown): unknown {
  const ignored = isArray(ignoredFields) ? ignoredFields : [];
  const groups = isRecord(filter) ? groupsOf(filter, ignored) : undefined;
  if (groups === undefined) return null;
  const filterGroup: { filters: Group }[] = [];
  for (const filters of multiply(groups, isRecord(rules) ? ruleGroups(rules) : NEUTRAL)) {
    if (filters.length > 0) filterGroup.push({ filters });
  }
  return { filterGroup };
}

/** One group that says nothing: multiplying by it changes nothing. */
const NEUTRAL: readonly Group[] = [[]];

function multiply(groups: readonly Group[], alternatives: readonly Group[]): readonly Group[] {
  if (alternatives === NEUTRAL) return groups;
  if (groups === NEUTRAL) return alternatives;
  if (groups.length * alternatives.length > MAX_GROUPS) failCode('The subscription filter has too many alternatives');
  const products: Group[] = [];
  for (const group of groups) {
    for (const alternative of alternatives) {
      charge(COST.newItem * (1 + group.length + alternative.length));
      products.push([...group, ...alternative]);
    }
  }
  return products;
}

function joined(groups: readonly Group[], more: readonly Group[]): readonly Group[] {
  charge(COST.item * (groups.length + more.length));
  return [...groups, ...more];
}

/** Undefined when a part cannot be read. */
function groupsOf(
  filter: { readonly [name: string]: unknown },
  ignored: readonly unknown[],
): readonly Group[] | undefined {
  let groups = NEUTRAL;
  for (const [name, member] of entries(filter)) {
    const alternatives = alternativesOf(name, member, ignored);
    if (alternatives === undefined) return undefined;
    groups = multiply(groups, alternatives);
  }
  return groups;
}

function alternativesOf(name: string, member: unknown, ignored: readonly unknown[]): readonly Group[] | undefined {
  if (name === 'and') return combine(member, ignored, multiply);
  if (name === 'or')
    return combine(member, ignored, (groups, more) => (groups === NEUTRAL ? more : joined(groups, more)));
  if (ignored.includes(name)) return NEUTRAL;
  return isRecord(member) ? orNeutral(filtersOf(name, member)) : undefined;
}

type Combine = (groups: readonly Group[], more: readonly Group[]) => readonly Group[];

function combine(members: unknown, ignored: readonly unknown[], join: Combine): readonly Group[] | undefined {
  if (!isArray(members)) return undefined;
  let groups = NEUTRAL;
  for (const member of members) {
    const more = isRecord(member) ? groupsOf(member, ignored) : undefined;
    if (more === undefined) return undefined;
    // A member whose fields are all ignored is not an alternative.
    if (more !== NEUTRAL) groups = join(groups, more);
  }
  return groups;
}

/** Each operator on its own. */
function filtersOf(fieldName: string, operators: { readonly [operator: string]: unknown }): Group[] {
  const groups: Group[] = [];
  for (const [operator, value] of entries(operators)) groups.push([{ fieldName, operator, value }]);
  return groups;
}

function ruleGroups(rules: { readonly [name: string]: unknown }): readonly Group[] {
  const groups: Group[] = [];
  for (const [name, operators] of entries(rules)) {
    if (isRecord(operators)) groups.push(...filtersOf(name, operators));
  }
  return orNeutral(groups);
}

function orNeutral(groups: readonly Group[]): readonly Group[] {
  return groups.length === 0 ? NEUTRAL : groups;
}
