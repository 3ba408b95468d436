/** Reads JSON from clients, who may nest it as deep as they like. */
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';

/** Functions that walk a value call themselves for each level. Jackson, AppSync's parser, has the same default. */
const MAX_LEVELS = 1_000;

/** Throws `SyntaxError` if `text` isn't JSON, or is nested deeper than 1,000 levels. */
export function parseClientJson(text: string): JsonValue {
  const value = parseJson(text);
  const isTooDeep = text.length > MAX_LEVELS && levelsOf(value) > MAX_LEVELS;
  if (isTooDeep) throw new SyntaxError(`The JSON is nested deeper than ${MAX_LEVELS} levels.`);
  return value;
}

/** Undefined if `text` can't be read, or holds no object. */
export function parseClientObject(text: string): JsonObject | undefined {
  try {
    const value = parseClientJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Stops counting one level above the limit. */
function levelsOf(value: JsonValue): number {
  let level = containersIn([value]);
  for (let levels = 0; levels <= MAX_LEVELS; levels += 1) {
    if (level.length === 0) return levels;
    level = level.flatMap((container) => containersIn(Object.values(container)));
  }
  return MAX_LEVELS + 1;
}

type Container = JsonValue[] | JsonObject;

function containersIn(values: readonly JsonValue[]): Container[] {
  return values.filter((value) => typeof value === 'object' && value !== null);
}
