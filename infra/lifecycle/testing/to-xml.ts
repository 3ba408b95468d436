/** XML as AWS's query protocol writes it: a list is `member` elements. */
export function toXml(name: string, value: unknown): string {
  return `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => toXml('member', one)).join('');
  if (typeof value !== 'object' || value === null) {
    return String(value).replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }
  return Object.entries(value)
    .map(([name, member]) => toXml(name, member))
    .join('');
}
