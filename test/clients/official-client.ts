/** What the tests ask of a client that AWS publishes, whichever it is. */

export type SignIn =
  | { readonly mode: 'API key'; readonly apiKey: string }
  | { readonly mode: 'user pool'; readonly token: string }
  | { readonly mode: 'IAM'; readonly accessKeyId: string; readonly secretAccessKey: string };

export type OfficialClient = {
  /** Answers `data`; rejects with an error that holds the API's messages. */
  request(document: string, variables?: Variables): Promise<unknown>;
  /** Answers how to end it. `failed` is told of a refusal. */
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
 * The first event of a subscription. Neither client says when a subscription is live, so it is provoked until it comes.
 * Rejects when the subscription is refused.
 */
export async function firstEvent(
  client: OfficialClient,
  document: string,
  variables: Variables,
  provoke: () => Promise<unknown>,
): Promise<unknown> {
  let over = false;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const end = client.subscribe(document, variables, resolve, reject);
  try {
    promise.finally(() => (over = true)).catch(() => {});
    while (!over) await provoke();
    return await promise;
  } finally {
    end();
  }
}
