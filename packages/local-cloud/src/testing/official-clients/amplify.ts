/** aws-amplify, as its guide sets it up; only tokens and credentials come from the local cloud instead of Cognito. */

import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { decodeJWT } from 'aws-amplify/auth';
import type { CreateOfficialClient, OfficialClient, SignIn } from './official-client.ts';

const AUTH_MODES = { 'API key': 'apiKey', 'user pool': 'userPool', IAM: 'iam' } as const;

/** Amplify has one configuration for the whole process: only the client that was made last works. */
export const createAmplify: CreateOfficialClient = (graphqlUrl, signIn) => {
  const authMode = AUTH_MODES[signIn.mode];
  const apiKey = signIn.mode === 'API key' ? { apiKey: signIn.apiKey } : {};
  Amplify.configure(
    { API: { GraphQL: { endpoint: graphqlUrl, region: 'us-east-1', defaultAuthMode: authMode, ...apiKey } } },
    { Auth: sessionOf(signIn) },
  );
  const client = generateClient();
  return {
    request: async (query, variables = {}) => {
      const answer = await client.graphql({ query, variables });
      if ('subscribe' in answer) throw new Error('This is a subscription.');
      const data: unknown = answer.data;
      return data;
    },
    subscribe: (query, variables, next, failed) => {
      const answer = client.graphql({ query, variables });
      if (!('subscribe' in answer)) throw new Error("This isn't a subscription.");
      const subscription = answer.subscribe({ next: ({ data }) => next(data), error: failed });
      return () => subscription.unsubscribe();
    },
  } satisfies OfficialClient;
};

function sessionOf(signIn: SignIn) {
  return {
    tokenProvider: {
      getTokens: () => Promise.resolve(signIn.mode === 'user pool' ? { accessToken: decodeJWT(signIn.token) } : null),
    },
    credentialsProvider: {
      getCredentialsAndIdentityId: () => Promise.resolve(signIn.mode === 'IAM' ? { credentials: signIn } : undefined),
      clearCredentialsAndIdentityId: () => {},
    },
  };
}
