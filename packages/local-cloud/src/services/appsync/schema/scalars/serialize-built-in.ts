/** Serializes the built-in scalars as graphql-java, AppSync's engine, does: it converts other values than graphql-js. */
import { DECIMAL } from './exact-int.ts';
import { printValue } from './print-value.ts';

/** Undefined for a value that graphql-java rejects. */
type Serialize = (value: unknown) => string | number | boolean | undefined;

/** By the scalar's name. */
export const SERIALIZE_BUILT_IN: ReadonlyMap<string, Serialize> = new Map<string, Serialize>([
  ['String', printValue],
  ['ID', printValue],
  // Seen in localstack/localstack#10257; some versions convert other words, too.
  ['Boolean', (value) => (typeof value === 'string' ? BOOLEANS.get(value.toLowerCase()) : toBoolean(value))],
  ['Int', (value) => numberOf(value, isInt)],
  ['Float', (value) => numberOf(value, Number.isFinite)],
]);

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'boolean' ? value : undefined;
}

function numberOf(value: unknown, isGood: (number: number) => boolean): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && DECIMAL.test(value));
  return isNumber && isGood(Number(value)) ? Number(value) : undefined;
}

/** 32 bits. */
function isInt(number: number): boolean {
  return (number | 0) === number;
}
