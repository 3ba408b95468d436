import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { UnauthorizedError } from '../errors.ts';
import { authorizationError } from './refusals.ts';

describe('a refusal on a socket', () => {
  it("names the rejected caller's error", () => {
    assert.deepEqual(authorizationError(new UnauthorizedError()), {
      errorType: 'UnauthorizedException',
      message: 'You are not authorized to make this call.',
      errorCode: 401,
    });
  });

  it('calls a faulty signature a bad request, as AppSync does', () => {
    const fault = new UnauthorizedError('The request signature …', 403, 'InvalidSignatureException');
    assert.deepEqual(authorizationError(fault), {
      errorType: 'BadRequestException',
      message: 'The request signature …',
      errorCode: 400,
    });
  });
});
