/** @apollo/client with the links that AWS publishes for it. */

import { createRequire } from 'node:module';
import type * as core from '@apollo/client/core' with { 'resolution-mode': 'require' };
import type * as http from '@apollo/client/link/http' with { 'resolution-mode': 'require' };
import type * as authLink from 'aws-appsync-auth-link' with { 'resolution-mode': 'require' };
import type * as subscriptionLink from 'aws-appsync-subscription-link' with { 'resolution-mode': 'require' };
import type { CreateOfficialClient, OfficialClient, SignIn } from './official-client.ts';

type RequireClient = {
  (id: '@apollo/client/core'): typeof core;
  (id: '@apollo/client/link/http'): typeof http;
  (id: 'aws-appsync-auth-link'): typeof authLink;
  (id: 'aws-appsync-subscription-link'): typeof subscriptionLink;
};

// The links' ES modules can't sign in plain Node.js: `Sha256` is undefined in them.
const require: RequireClient = createRequire(import.meta.url);
const { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } = require('@apollo/client/core');
const { BaseHttpLink } = require('@apollo/client/link/http');
const { createAuthLink } = require('aws-appsync-auth-link');
const { createSubscriptionHandshakeLink } = require('aws-appsync-subscription-link');

type HttpLinkClass = typeof HttpLink | typeof BaseHttpLink;

/**
 * With IAM, `HttpLink` adds to the body after it was signed, which AWS and the local cloud reject. `BaseHttpLink` is the
 * workaround (awslabs/aws-mobile-appsync-sdk-js#773).
 */
export const createApollo: CreateOfficialClient = (graphqlUrl, signIn) =>
  createApolloWith(signIn.mode === 'IAM' ? BaseHttpLink : HttpLink, graphqlUrl, signIn);

export const createApolloThatAddsAfterSigning: CreateOfficialClient = (graphqlUrl, signIn) =>
  createApolloWith(HttpLink, graphqlUrl, signIn);

function createApolloWith(Link: HttpLinkClass, url: string, signIn: SignIn): OfficialClient {
  const settings = { url, region: 'us-east-1', auth: authOf(signIn) };
  const end = new Link({ uri: url });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([createAuthLink(settings), createSubscriptionHandshakeLink(settings, end)]),
  });
  return {
    request: async (document, variables = {}) => {
      const parsed = gql(document);
      const isMutation = /^\s*mutation\b/.test(document);
      const answer = isMutation
        ? await client.mutate({ mutation: parsed, variables })
        : await client.query({ query: parsed, variables, fetchPolicy: 'no-cache' });
      return answer.data;
    },
    subscribe: (document, variables, next, failed) => {
      const events = client.subscribe({ query: gql(document), variables });
      const subscription = events.subscribe(({ data, error }) => (error ? failed(error) : next(data)));
      return () => subscription.unsubscribe();
    },
  };
}

function authOf(signIn: SignIn): authLink.AuthOptions {
  if (signIn.mode === 'API key') return { type: 'API_KEY', apiKey: signIn.apiKey };
  if (signIn.mode === 'user pool') return { type: 'AMAZON_COGNITO_USER_POOLS', jwtToken: signIn.token };
  return { type: 'AWS_IAM', credentials: signIn };
}
