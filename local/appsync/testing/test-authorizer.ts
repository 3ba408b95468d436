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
) => Promise<Caller>;

export const createTestAuthorizer = (
  authModes: readonly [AuthMode, ...AuthMode[]],
  dependencies: Partial<ApiDependencies> = {},
  apiKeys = DEFINITION.apiKeys,
): TestAuthorizer => {
  const { api } = createTestApi({ schema: 'type Query { a: String }', authModes, apiKeys }, dependencies);
  const operation = { query: '{ a }', variables: { v: 1 }, operationName: 'O' };
  return (headers, body = '', path = '/graphql') =>
    api.authorize({ headers, body, path, sourceIp: ['1.2.3.4'], operation });
};

export const refuses = (answer: Promise<unknown>, message: string): Promise<void> =>
  assert.rejects(answer, (error) => {
    assert.ok(error instanceof UnauthorizedError);
    assert.deepEqual([error.message, error.errorType, error.statusCode], [message, 'UnauthorizedException', 401]);
    return true;
  });
