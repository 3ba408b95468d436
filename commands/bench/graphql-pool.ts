/** GraphQL requests over connections that stay open, with the API key. */

import { Pool } from 'undici';
import type { CloudDescription } from '../running-cloud.ts';

export const CONNECTIONS = 32;

export type GraphqlPool = {
  /** Answers the body as it came. */
  ask(query: string, variables: object): Promise<string>;
  close(): Promise<void>;
};

export function openGraphqlPool({ graphqlUrl, apiKey }: CloudDescription): GraphqlPool {
  const { origin, pathname } = new URL(graphqlUrl);
  const pool = new Pool(origin.replace('localhost', '127.0.0.1'), { connections: CONNECTIONS });
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
  return {
    ask: async (query, variables) => {
      const { body } = await pool.request({
        path: pathname,
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return body.text();
    },
    close: () => pool.close(),
  };
}
