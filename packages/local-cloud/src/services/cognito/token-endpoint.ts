/** Hands out tokens of user pools: `GET /tokens?sub=alice&groups=staff&expiresIn=-60&use=id&pool=us-east-1_abc`. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserPoolRegister } from './user-pools.ts';

const ONE_HOUR_SECONDS = 3600;

/**
 * Returns the token as plain text, so that `$(curl …)` is all that a header needs. Without `pool`, it's of the pool that has
 * the groups, or else of the first one.
 */
export function createTokenEndpoint({ pools, poolFor }: Pick<UserPoolRegister, 'pools' | 'poolFor'>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(`http://localhost${request.url ?? '/'}`);
    const sub = searchParams.get('sub');
    const expiresInSeconds = Number(searchParams.get('expiresIn') ?? ONE_HOUR_SECONDS);
    if (!sub || !Number.isInteger(expiresInSeconds)) {
      response.writeHead(400, { 'content-type': 'text/plain' });
      return void response.end(
        'Ask for /tokens?sub=USER, with groups=A,B, expiresIn=SECONDS, use=id or pool=ID if you like.\n',
      );
    }
    const groups = (searchParams.get('groups') ?? '').split(',').filter(Boolean);
    const poolId = searchParams.get('pool');
    const pool = poolId === null ? poolFor(groups) : pools().find(({ id }) => id === poolId);
    if (!pool) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      return void response.end(
        `There is no user pool ${poolId}. There are: ${pools()
          .map(({ id }) => id)
          .join(', ')}.\n`,
      );
    }
    const token = await pool.issueToken({
      sub,
      expiresInSeconds,
      groups,
      tokenUse: searchParams.get('use') === 'id' ? 'id' : 'access',
    });
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
    response.end(token);
  };
}
