/** Whether attributes of an event are what those who publish it rely on. */

/** ISO 8601 in UTC, as the API's `AWSDateTime` and the bus take it. */
export function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value)) return false;
  const instant = new Date(value);
  // A day that its month does not have is read as one of the next.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 19) === value.slice(0, 19);
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}
