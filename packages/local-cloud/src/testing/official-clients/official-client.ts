/** What tests do with a client that AWS publishes, in the same words for each. */

import { isObject } from '../../kernel/json.ts';

export type SignIn =
  | { readonly mode: 'API key'; readonly apiKey: string }
  | { readonly mode: 'user pool'; readonly token: string }
  | { readonly mode: 'IAM'; readonly accessKeyId: string; readonly secretAccessKey: string };

const MEMBERS: { readonly [mode in SignIn['mode']]: readonly string[] } = {
  'API key': ['apiKey'],
  'user pool': ['token'],
  IAM: ['accessKeyId', 'secretAccessKey'],
};

export function isSignIn(value: unknown): value is SignIn {
  if (!isObject(value)) return false;
  const members = Object.entries(MEMBERS).find(([mode]) => mode === value['mode'])?.[1];
  return members?.every((member) => typeof value[member] === 'string') === true;
}

export type OfficialClient = {
  /** Resolves to `data`; rejects with an error that holds the API's messages. */
  request(document: string, variables?: Variables): Promise<unknown>;
  /** Returns a function that ends it. Calls `failed` if AppSync rejects the subscription. */
  subscribe(
    document: string,
    variables: Variables,
    next: (data: unknown) => void,
    failed: (error: unknown) => void,
  ): () => void;
};

export type CreateOfficialClient = (graphqlUrl: string, signIn: SignIn) => OfficialClient;

type Variables = { readonly [name: string]: unknown };

/**
 * The first event of a subscription. Neither client says when a subscription is live, so this calls `provoke` until an
 * event arrives. Rejects if AppSync rejects the subscription.
 */
export async function firstEvent(
  client: OfficialClient,
  document: string,
  variables: Variables,
  provoke: () => Promise<unknown>,
): Promise<unknown> {
  const event = { isThere: false };
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const end = client.subscribe(document, variables, resolve, reject);
  try {
    promise.finally(() => (event.isThere = true)).catch(() => {});
    while (!event.isThere) await provoke();
    return await promise;
  } finally {
    end();
  }
}
