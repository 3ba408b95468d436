/** What of the playground's Headers pane goes where. */
import type { PlaygroundSettings } from '../settings.ts';

export type Headers = { readonly [name: string]: string };

/** What the Headers pane holds until the user changes it. */
export function firstHeaders({ apiKey }: PlaygroundSettings): Headers {
  return apiKey ? { 'x-api-key': apiKey } : { Authorization: '' };
}

/** What of the Headers pane says who calls. */
export function credentialsIn(headers: Headers): Headers {
  const carriers = ['x-api-key', 'Authorization'];
  const credentials: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    const carrier = carriers.find((known) => known.toLowerCase() === name.toLowerCase());
    if (carrier) credentials[carrier] = value;
  }
  return credentials;
}
