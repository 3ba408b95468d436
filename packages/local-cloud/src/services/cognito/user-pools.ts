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
  /** The pool that has all of these groups, or else the first one; undefined if there is none at all. */
  readonly poolFor: (groups: readonly string[]) => UserPool | undefined;
};

type Group = { readonly name: string; readonly poolId: string };

export function createUserPools(): UserPoolRegister {
  const byIssuer = new Map<string, UserPool>();
  const own = new Set<string>();
  const groups: Group[] = [];
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
    addGroup: ({ name, properties }) => {
      groups.push({ name, poolId: stringAt(properties, 'UserPoolId') ?? '' });
    },
    importPool: (region, poolId, clientId) => add(region, poolId, () => clientId),
    has: (poolId) => own.has(poolId),
    findJwks: (issuer) => byIssuer.get(issuer)?.jwks,
    isEmpty: () => byIssuer.size === 0,
    groups: () => [...new Set(groups.map(({ name }) => name))],
    pools: () => [...byIssuer.values()],
    poolFor: (wanted) => {
      const pools = [...byIssuer.values()];
      const has = (poolId: string, group: string) => groups.some((one) => one.poolId === poolId && one.name === group);
      return pools.find(({ id }) => wanted.every((group) => has(id, group))) ?? pools[0];
    },
  };
}

const NO_CLIENT = 'no-client';
