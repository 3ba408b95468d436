import type { Principal } from '../../aws/policy/policy.ts';

/** A role's principal and the credentials that its functions carry. */
export type Role = {
  readonly principal: Principal;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};
