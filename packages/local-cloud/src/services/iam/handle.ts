/** What other services may know of IAM: the roles that their resources name. */

import type { Principal } from '../../aws/policy/policy.ts';
import { createHandle } from '../../plugin/handle.ts';

/** A role's principal and the credentials that its functions have. */
export type Role = AccessKeyOwner & { readonly accessKeyId: string; readonly sessionToken: string };

export type AccessKeyOwner = {
  readonly principal: Principal;
  readonly secretAccessKey: string;
  /** Of temporary credentials, as a role's are. */
  readonly sessionToken?: string;
};

export type Roles = {
  /** By role ARN. Throws `StartupError` for a role that the template doesn't have. */
  find(arn: string): Role;
  findAccessKey(accessKeyId: string): AccessKeyOwner | undefined;
  /** Whether any role may do an action that begins like this, such as `ses:Send`. */
  mayAny(actionPrefix: string): boolean;
};

export const ROLES = createHandle<Roles>('IAM roles');

/** The access key with which a person reaches the local cloud by SDK or CLI; its secret is the same word. */
export const ADMINISTRATOR_KEY = 'local';
