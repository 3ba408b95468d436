/** Reads JSON that a client has written. */
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';

/** What walks a value calls itself for each level; the parser of AppSync's Java, Jackson, allows as many by default. */
const MAX_LEVELS = 1_000;

/** Throws `SyntaxError` for what is not JSON, and for what is nested deeper than 1,000 levels. */
export function parseJson(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  const isTooDeep = text.length > MAX_LEVELS && levelsOf(value) > MAX_LEVELS;
  if (isTooDeep) throw new SyntaxError(`The JSON is nested deeper than ${MAX_LEVELS} levels.`);
  return value;
}

/** Undefined for what holds no object, or cannot be read. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Counts no further than one level too many. */
function levelsOf(value: JsonValue): number {
  let level = containersIn([value]);
  for (let levels = 0; levels <= MAX_LEVELS; levels += 1) {
    if (level.length === 0) return levels;
    level = level.flatMap((container) => containersIn(Object.values(container)));
  }
  return MAX_LEVELS + 1;
}

function containersIn(values: readonly JsonValue[]): object[] {
  return values.filter((value) => typeof value === 'object' && value !== null);
}
