/** The headers of the playground's Headers pane. */
import type { PlaygroundSettings } from '../settings.ts';

export type Headers = { readonly [name: string]: string };

/** The contents of the Headers pane until the user changes them. */
export function firstHeaders({ apiKey }: PlaygroundSettings): Headers {
  return apiKey ? { 'x-api-key': apiKey } : { Authorization: '' };
}

/** The headers with the caller's credentials. */
export function credentialsIn(headers: Headers): Headers {
  const known = ['x-api-key', 'Authorization'];
  const credentials: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    const header = known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (header) credentials[header] = value;
  }
  return credentials;
}
