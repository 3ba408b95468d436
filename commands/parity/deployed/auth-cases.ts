/** Who may call: credentials of every form, and each mode against a field that isn't open to it. */
import { httpCases } from './cases.ts';

const PRODUCTS = '{ products { items { productId } } }';
const ORDER = '{ order(orderId: "nothing") { orderId } __typename }';
const TYPENAME = '{ __typename }';
const PUBLISH =
  'mutation { publishOrderStatus(input: { orderId: "nothing", version: 1, eventId: "e", eventType: ORDER_CREATED, status: PENDING, occurredAt: "2026-01-01T00:00:00Z" }) { orderId } }';

export const AUTH_CASES = httpCases(
  { group: 'auth', source: 'AppSync developer guide, "Configuring authorization and authentication"' },
  [
    { name: 'a request without credentials is rejected', as: 'nobody', query: TYPENAME },
    { name: 'an API key that was never given out is rejected', as: 'unknownKey', query: TYPENAME },
    { name: 'an API key of another form is rejected', as: 'malformedKey', query: TYPENAME },
    { name: 'an empty API key counts as none', headers: { 'x-api-key': '' }, as: 'nobody', query: TYPENAME },
    { name: 'an API key decides before another header', as: 'keyAndGarbage', query: TYPENAME, needs: 'key' },
    { name: 'the API key may call', as: 'key', query: TYPENAME, needs: 'key' },
    { name: 'a signature may call', as: 'iam', query: TYPENAME },
    { name: 'a signature by another secret is rejected', as: 'wrongSecret', query: TYPENAME },
    { name: 'a signature of an unknown access key is rejected', as: 'unknownAccessKey', query: TYPENAME },
    { name: 'a signature for another region is rejected', as: 'otherRegion', query: TYPENAME },
    { name: 'a signature for another service is rejected', as: 'otherService', query: TYPENAME },
    { name: 'a signature for another body is rejected', as: 'otherBody', query: TYPENAME },
    { name: 'a signature of another form is rejected', as: 'malformedSignature', query: TYPENAME },
    { name: 'a word for a token is rejected', as: 'word', query: TYPENAME },
    { name: 'a word with the scheme Bearer is rejected', as: 'bearerWord', query: TYPENAME },
    { name: 'three words with dots for a token are rejected', as: 'threeWords', query: TYPENAME },
    { name: 'the scheme Basic is rejected', as: 'basic', query: TYPENAME },
    { name: "a token that the pool hasn't signed is rejected", as: 'forgedToken', query: TYPENAME },
    { name: 'a forged token with the scheme Bearer is rejected', as: 'forgedBearerToken', query: TYPENAME },
    { name: 'an expired token is rejected, whoever signed it', as: 'expiredToken', query: TYPENAME },
    { name: 'a token of another pool is rejected', as: 'otherPoolsToken', query: TYPENAME },
    { name: 'a token of another issuer is rejected', as: 'otherIssuersToken', query: TYPENAME },
    { name: 'a token that nobody has signed is rejected', as: 'unsignedToken', query: TYPENAME },
    { name: 'a field without the mode IAM denies a signature, which nulls its parents', as: 'iam', query: PRODUCTS },
    { name: 'a denied field leaves its siblings alone', as: 'iam', query: ORDER },
    { name: 'a field with the mode IAM alone denies an API key', as: 'key', query: PUBLISH, needs: 'key' },
    {
      name: 'a denied field is found by its alias',
      as: 'iam',
      query: '{ mine: order(orderId: "nothing") { orderId } }',
    },
    { name: 'credentials are checked before the request', as: 'nobody', body: 'hello' },
    { name: 'credentials are checked before an empty body', as: 'nobody', body: '' },
    { name: 'an unknown key is rejected before the request', as: 'unknownKey', body: '{' },
  ],
);
