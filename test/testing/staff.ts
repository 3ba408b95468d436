/** Members of staff who call the API, and what it tells them. */
import assert from 'node:assert/strict';
import { createOrdersClient, OrdersError } from '@ordersaga/client';
import type { OrdersClient } from '@ordersaga/client';
import { afterAll } from 'vitest';
import type { Cloud } from './cloud.ts';

/** A client of this user, until the tests of the file are over. */
export async function signedInAs(
  sub: string,
  { awsEndpointUrl, graphqlUrl }: Pick<Cloud, 'awsEndpointUrl' | 'graphqlUrl'>,
  group = 'staff',
): Promise<OrdersClient> {
  const authorization = await (await fetch(`${awsEndpointUrl}/tokens?sub=${sub}&groups=${group}`)).text();
  const client = createOrdersClient({ url: graphqlUrl, authorization });
  afterAll(() => client.close());
  return client;
}

/** For `assert.rejects`. */
export function refused(errorType: string, message: string) {
  return (error: unknown) => {
    assert.ok(error instanceof OrdersError, String(error));
    assert.deepEqual([error.errorType, error.message], [errorType, message]);
    return true;
  };
}

/** Calls that others were faster than are sent again, as their message says. */
export async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof OrdersError && error.errorType === 'Conflict')) throw error;
    }
  }
}
