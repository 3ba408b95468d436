/** The name under which graphql-java, AppSync's engine, knows a JSON value. */
export function javaNameOf(value: unknown): string {
  if (Array.isArray(value)) return 'ArrayList';
  if (typeof value === 'number') return nameOfNumber(value);
  if (typeof value === 'string') return 'String';
  return typeof value === 'boolean' ? 'Boolean' : 'LinkedHashMap';
}

function nameOfNumber(value: number): string {
  if (!Number.isInteger(value)) return 'Double';
  return Math.abs(value) < 2 ** 31 ? 'Integer' : 'Long';
}
