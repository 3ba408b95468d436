/** The name under which graphql-java, AppSync's engine, knows a JSON value. */
export const javaNameOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'ArrayList';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  return { string: 'String', boolean: 'Boolean' }[String(typeof value)] ?? 'LinkedHashMap';
};
