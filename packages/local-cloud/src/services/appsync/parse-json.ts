/** Reads JSON that a client has written. */
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';

/** What walks a value calls itself for each level; the parser of AppSync's Java, Jackson, allows as many by default. */
const MOST_LEVELS = 1_000;

/** Throws `SyntaxError` for what is not JSON, and for what is nested deeper than 1,000 levels. */
export const parseJson = (text: string): JsonValue => {
  const value: JsonValue = JSON.parse(text);
  const isTooDeep = text.length > MOST_LEVELS && levelsOf(value) > MOST_LEVELS;
  if (isTooDeep) throw new SyntaxError(`The JSON is nested deeper than ${MOST_LEVELS} levels.`);
  return value;
};

/** Undefined for what holds no object, or cannot be read. */
export const parseJsonObject = (text: string): JsonObject | undefined => {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Counts no further than one level too many. */
const levelsOf = (value: JsonValue): number => {
  let level = containersIn([value]);
  for (let levels = 0; levels <= MOST_LEVELS; levels += 1) {
    if (level.length === 0) return levels;
    level = level.flatMap((container) => containersIn(Object.values(container)));
  }
  return MOST_LEVELS + 1;
};

const containersIn = (values: readonly JsonValue[]): object[] =>
  values.filter((value) => typeof value === 'object' && value !== null);
