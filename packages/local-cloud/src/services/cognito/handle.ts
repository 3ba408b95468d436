/** What other services may know of Cognito: the user pools and their tokens. */

import type { JSONWebKeySet } from 'jose';
import { createHandle } from '../../plugin/handle.ts';

export type UserPools = {
  /** Whether the stack creates a pool with this id. */
  has(poolId: string): boolean;
  /** The public keys of an issuer; undefined if it isn't known here. */
  findJwks(issuer: string): JSONWebKeySet | undefined;
  /** Gives an issuer to a pool that the stack doesn't create. `clientId` goes into its tokens. */
  importPool(region: string, poolId: string, clientId: string): Promise<void>;
  /** Whether tokens are to be had at `/tokens`. */
  isEmpty(): boolean;
  /** Those of the template. */
  groups(): readonly string[];
};

export const USER_POOLS = createHandle<UserPools>('Cognito user pools');

export function issuerOf(region: string, poolId: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
}
