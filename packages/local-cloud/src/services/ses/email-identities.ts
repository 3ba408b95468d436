/** Which identity of SES stands behind a sender: its address, or else its domain. */

/** Takes `orders@example.com` and `Orders <orders@example.com>`. Without a known one, the address itself. */
export function identityOf(sender: string, identities: ReadonlySet<string> = new Set()): string {
  const address = sender.replace(/^.*<(.*)>$/, '$1');
  const domain = address.slice(address.indexOf('@') + 1);
  return !identities.has(address) && identities.has(domain) ? domain : address;
}
