/** Asks an API who calls. */
import assert from 'node:assert/strict';
import type { ApiDependencies, Caller } from '../api.ts';
import type { AuthMode } from '../definition.ts';
import { UnauthorizedError } from '../errors.ts';
import { createTestApi, DEFINITION } from './test-api.ts';

export const NOT_AUTHORIZED = 'You are not authorized to make this call.';
export const NOT_PROVIDED = 'Valid authorization header not provided.';

export type TestAuthorizer = (
  headers: { readonly [name: string]: string },
  body?: string,
  path?: string,
  get?: { readonly method: 'GET'; readonly queryString: string },
) => Promise<Caller>;

export function createTestAuthorizer(
  authModes: readonly [AuthMode, ...AuthMode[]],
  dependencies: Partial<ApiDependencies> = {},
  apiKeys = DEFINITION.apiKeys,
): TestAuthorizer {
  const { api } = createTestApi({ schema: 'type Query { a: String }', authModes, apiKeys }, dependencies);
  const operation = { query: '{ a }', variables: { v: 1 }, operationName: 'O' };
  return (headers, body = '', path = '/graphql', get) =>
    api.authorize({ ...get, headers, body, path, sourceIp: ['1.2.3.4'], operation });
}

export function refuses(
  answer: Promise<unknown>,
  message: string,
  statusCode = 401,
  errorType = 'UnauthorizedException',
): Promise<void> {
  return assert.rejects(answer, (error) => {
    assert.ok(error instanceof UnauthorizedError);
    assert.deepEqual([error.message, error.errorType, error.statusCode], [message, errorType, statusCode]);
    return true;
  });
}

export function refusesSignature(answer: Promise<unknown>, message: RegExp): Promise<void> {
  return assert.rejects(answer, { name: 'Error', errorType: 'InvalidSignatureException', statusCode: 403, message });
}
