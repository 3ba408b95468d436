/** The headers of the playground's Headers pane. */
export type Headers = { readonly [name: string]: string };

/** The headers with a caller's credentials. */
export function credentialsIn(headers: Headers): Headers {
  const known = ['x-api-key', 'Authorization'];
  const credentials: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    const header = known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (header) credentials[header] = value;
  }
  return credentials;
}
