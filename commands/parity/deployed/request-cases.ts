/** Requests that aren't GraphQL over HTTP as it should be. */
import { httpCases } from './cases.ts';

const TWO = 'query One { __typename } query Two { other: __typename }';
const TYPENAME = encodeURIComponent('{ __typename }');

const HEADERS = ['content-type', 'x-amzn-errortype'];

export const REQUEST_CASES = httpCases({ group: 'requests', source: 'graphql/graphql-over-http#81' }, [
  { name: 'an empty body is malformed', body: '' },
  { name: 'a word for a body is malformed', body: 'hello' },
  { name: 'JSON that breaks off is malformed', body: '{"query":' },
  { name: 'an object without a query is malformed', body: '{}' },
  { name: 'a list is no batch', body: '[{"query":"{ __typename }"}]' },
  { name: 'null for a body is malformed', body: 'null' },
  { name: 'a number for a query is malformed', body: '{"query":1}' },
  { name: 'null for a query is malformed', body: '{"query":null}' },
  { name: 'an empty query is malformed', query: '' },
  { name: 'a query of blanks is malformed', query: '  \n ' },
  { name: 'a comment alone is malformed', query: '# nothing' },
  { name: 'a query that breaks off is malformed', query: '{ __typename' },
  { name: 'an unknown character is malformed', query: '{ __typename ? }' },
  { name: 'an empty selection is malformed', query: '{ }' },
  { name: 'a fragment alone has no operation', query: 'fragment All on Query { __typename }' },
  { name: 'variables in a string', body: '{"query":"{ __typename }","variables":"{}"}' },
  { name: 'a list for variables', body: '{"query":"{ __typename }","variables":[]}' },
  { name: 'null for variables counts as none', body: '{"query":"{ __typename }","variables":null}' },
  { name: 'a number for an operation name', body: '{"query":"{ __typename }","operationName":1}' },
  { name: 'an empty operation name counts as none', query: '{ __typename }', operationName: '' },
  { name: 'further members of the body are ignored', body: '{"query":"{ __typename }","id":1,"extensions":{}}' },
  { name: 'several operations need a name', query: TWO },
  { name: 'the operation that is named runs', query: TWO, operationName: 'Two' },
  { name: 'an operation name that is unknown', query: TWO, operationName: 'Three' },
  { name: 'a subscription over HTTP', query: 'subscription { orderStatus(orderId: "nothing") { orderId } }' },
  { name: 'GET with a query', method: 'GET', search: `query=${TYPENAME}` },
  { name: 'GET without a query', method: 'GET' },
  { name: 'PUT', method: 'PUT', query: '{ __typename }' },
  { name: 'another content type', query: '{ __typename }', headers: { 'content-type': 'text/plain' } },
  { name: 'a body of GraphQL', body: '{ __typename }', headers: { 'content-type': 'application/graphql' } },
  { name: 'the headers of a result', query: '{ __typename }', compares: HEADERS },
  { name: 'the headers of a document that does not fit the schema', query: '{ nothing }', compares: HEADERS },
  { name: 'the headers of a malformed request', body: 'hello', compares: HEADERS },
  { name: 'the headers of a request without credentials', as: 'nobody', query: '{ __typename }', compares: HEADERS },
  { name: 'the headers of a wrong signature', as: 'wrongSecret', query: '{ __typename }', compares: HEADERS },
  {
    name: 'a client that accepts the newer media type',
    query: '{ __typename }',
    headers: { accept: 'application/graphql-response+json' },
  },
]);
