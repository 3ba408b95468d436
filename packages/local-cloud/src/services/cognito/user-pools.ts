/** The user pools of the template, and those that it imports. */

import type { Resource } from '../../assembly/resource.ts';
import { stringAt } from '../../kernel/json.ts';
import { issuerOf } from './handle.ts';
import type { UserPools } from './handle.ts';
import { createUserPool } from './user-pool.ts';
import type { UserPool } from './user-pool.ts';

export type UserPoolRegister = UserPools & {
  addPool(region: string, resource: Resource): Promise<void>;
  addClient(resource: Resource): void;
  addGroup(resource: Resource): void;
  readonly pools: () => readonly UserPool[];
};

export function createUserPools(): UserPoolRegister {
  const byIssuer = new Map<string, UserPool>();
  const own = new Set<string>();
  const groups: string[] = [];
  /** The first client of each pool, for its tokens. */
  const clients = new Map<string, string>();

  const add = async (region: string, poolId: string, clientId: () => string): Promise<void> => {
    byIssuer.set(issuerOf(region, poolId), await createUserPool(region, poolId, clientId));
  };

  return {
    addPool: async (region, { ref }) => {
      own.add(ref);
      await add(region, ref, () => clients.get(ref) ?? NO_CLIENT);
    },
    addClient: ({ ref, properties }) => {
      const poolId = stringAt(properties, 'UserPoolId') ?? '';
      if (!clients.has(poolId)) clients.set(poolId, ref);
    },
    addGroup: ({ name }) => void groups.push(name),
    importPool: (region, poolId, clientId) => add(region, poolId, () => clientId),
    has: (poolId) => own.has(poolId),
    findJwks: (issuer) => byIssuer.get(issuer)?.jwks,
    isEmpty: () => byIssuer.size === 0,
    groups: () => groups,
    pools: () => [...byIssuer.values()],
  };
}

const NO_CLIENT = 'no-client';
