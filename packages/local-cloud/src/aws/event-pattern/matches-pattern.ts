/** Matches events against patterns, as aws/event-ruler does, which EventBridge runs. */

import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { compilePattern } from './compile-pattern.ts';
import type { PathRules } from './compile-pattern.ts';
import { flattenEvent, joinMemberships } from './flatten-event.ts';
import type { Field, Membership } from './flatten-event.ts';
import { OPERATORS } from './operators.ts';
import type { Leaf } from './operators.ts';

/** True if the event has, for each path of one alternative, a field that one of the path's rules accepts. */
export function matchesPattern(pattern: JsonObject, event: JsonValue | undefined): boolean {
  const fields = flattenEvent(event);
  return compilePattern(pattern).some(({ paths }) => matchesPaths(paths, fields, new Map()));
}

type Fields = ReadonlyMap<string, readonly Field[]>;

/** Path by path, in their order; the items of lists that earlier paths took are given for the later ones. */
function matchesPaths([first, ...others]: readonly PathRules[], fields: Fields, membership: Membership): boolean {
  if (!first) return true;
  const [path, rules] = first;
  const reachable = (fields.get(path) ?? []).flatMap(({ value, membership: own }) => {
    const joined = joinMemberships(membership, own);
    return joined ? [{ value, joined }] : [];
  });
  if (reachable.length === 0) return rules.some(asksForAbsence) && matchesPaths(others, fields, membership);
  return reachable.some(
    ({ value, joined }) => rules.some((rule) => matchesRule(rule, value)) && matchesPaths(others, fields, joined),
  );
}

function asksForAbsence(rule: JsonValue): boolean {
  return isJsonObject(rule) && rule['exists'] === false;
}

function matchesRule(rule: JsonValue, value: Leaf): boolean {
  if (!isJsonObject(rule)) return rule === value;
  const [[name, operand] = ['', null]] = Object.entries(rule);
  return OPERATORS[name]?.matches(operand, value) === true;
}
