/** Evaluates the rules of Choice states ("JSONPath Choice Rules", Amazon States Language). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../../kernel/json.ts';
import { parsePath } from '../json-path/parse-path.ts';
import { readPathValue } from '../json-path/read-path.ts';
import type { PathData } from '../json-path/read-path.ts';
import { runtimeError } from '../errors/states-error.ts';
import { COMPARISONS, TYPE_TESTS } from './operators.ts';

/** Throws `States.Runtime` if a path finds nothing, but for `IsPresent`. */
export function matchesRule(rule: JsonObject, data: PathData): boolean {
  if (Array.isArray(rule['And'])) return rule['And'].filter(isJsonObject).every((one) => matchesRule(one, data));
  if (Array.isArray(rule['Or'])) return rule['Or'].filter(isJsonObject).some((one) => matchesRule(one, data));
  if (isJsonObject(rule['Not'])) return !matchesRule(rule['Not'], data);
  const variable = stringAt(rule, 'Variable') ?? '';
  if ('IsPresent' in rule) return isPresent(variable, data) === rule['IsPresent'];
  const value = readOperand(variable, data);
  return Object.entries(rule).some(([operator, operand]) => matchesOperator(operator, value, operand, data));
}

function matchesOperator(operator: string, value: JsonValue, operand: JsonValue, data: PathData): boolean {
  const test = TYPE_TESTS[operator];
  if (test) return test(value) === operand;
  const compare = COMPARISONS[operator];
  if (compare) return compare(value, operand);
  const compareByPath = operator.endsWith('Path') ? COMPARISONS[operator.slice(0, -'Path'.length)] : undefined;
  return compareByPath !== undefined && typeof operand === 'string' && compareByPath(value, readOperand(operand, data));
}

/** A path that may find several values is there if it finds any. */
function isPresent(variable: string, data: PathData): boolean {
  const read = readPathValue(variable, data);
  if (!('value' in read)) return false;
  return parsePath(variable).isDefinite || !Array.isArray(read.value) || read.value.length > 0;
}

function readOperand(path: string, data: PathData): JsonValue {
  const read = readPathValue(path, data);
  if ('value' in read) return read.value;
  throw runtimeError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
}
