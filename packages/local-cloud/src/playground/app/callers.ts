/** Who calls the API: the one that the header's list has chosen. */
import type { PlaygroundSettings } from '../settings.ts';
import { credentialsIn } from './headers.ts';
import type { Headers } from './headers.ts';

export type Callers = {
  /** What there is to choose from; the first one is chosen to begin with. */
  readonly names: readonly string[];
  readonly choose: (name: string) => void;
  /** The headers with the chosen caller's credentials, unless they have some. Throws an error for the user to read. */
  readonly sign: (headers: Headers) => Promise<Headers>;
};

type Credentials = () => Promise<Headers>;

export function createCallers({ apiKey, callers }: PlaygroundSettings): Callers {
  const credentials = new Map<string, Credentials>([
    ...(apiKey ? [['API key', () => Promise.resolve({ 'x-api-key': apiKey })] as const] : []),
    ...callers.map(({ name, tokenUrl }) => [name, () => tokenFrom(tokenUrl)] as const),
  ]);
  const names = [...credentials.keys()];
  let [chosen = ''] = names;
  return {
    names,
    choose: (name) => {
      chosen = name;
    },
    sign: async (headers) => {
      if (Object.keys(credentialsIn(headers)).length > 0) return headers;
      return { ...headers, ...(await credentials.get(chosen)?.()) };
    },
  };
}

/** A new one each time, because tokens expire. */
async function tokenFrom(url: string): Promise<Headers> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`No token from ${url}. Is the local cloud still running?`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`No token from ${url}: ${text.slice(0, 1000)}`);
  return { Authorization: text };
}
