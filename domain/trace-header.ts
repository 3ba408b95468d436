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

/** Groups of a trace's id: its version, when it began in epoch seconds, and a unique part (X-Ray developer guide). */
const ID_GROUPS = [1, 8, 24];

/** The id of the header's trace, such as `1-5759e988-bd862e3fe1be46a994272793`; null if it has none. */
export function traceIdOf(header: string | null): string | null {
  const members = (header ?? '').split(';').map((member) => member.trim());
  const root = members.find((member) => member.startsWith('Root=')) ?? '';
  const id = root.slice('Root='.length);
  return isTraceId(id) ? id : null;
}

/** A header that puts a request into this trace; null if the id is none of a trace. Whether it is sampled stays open. */
export function headerOfTrace(id: string | null): string | null {
  return id !== null && isTraceId(id) ? `Root=${id}` : null;
}

function isTraceId(id: string): boolean {
  const groups = id.split('-');
  if (groups.length !== ID_GROUPS.length || groups[0] !== '1') return false;
  return groups.every((group, index) => group.length === ID_GROUPS[index] && isHexadecimal(group));
}

function isHexadecimal(text: string): boolean {
  return text.split('').every((character) => '0123456789abcdef'.indexOf(character) >= 0);
}
