/** Timestamps of the Amazon States Language: RFC 3339 with an uppercase T, and Z or an offset. */

const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Epoch milliseconds; undefined for what is no timestamp, such as one without an offset, or on 30 February. */
export function parseTimestamp(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? TIMESTAMP.exec(value) : null;
  if (!parts) return undefined;
  const [text, year, month, day] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
