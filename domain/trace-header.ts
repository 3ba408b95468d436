/** The header `x-amzn-trace-id`, by which X-Ray follows a request. Keeps to what APPSYNC_JS allows. */

/** `PutEvents` rejects a longer one (API reference, `TraceHeader`). */
const MAX_CHARACTERS = 500;

/**
 * The header's value, or null when it isn't one that a bus takes: anyone can send the header, of any length and several
 * times. It is optional, so a bad one is left out and fails nothing.
 */
export function traceHeaderOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_CHARACTERS || value.indexOf('Root=') < 0) return null;
  return value.split('').every((character) => character >= ' ' && character <= '~') ? value : null;
}
