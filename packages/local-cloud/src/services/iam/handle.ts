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

/** A service that assumes a role, and the resource for which it does, if the service says so. */
export type AssumingService = { readonly service: 'appsync' | 'lambda' | 'states'; readonly sourceArn?: string };

export type Roles = {
  /** By role ARN. Throws `StartupError` for a role that the template doesn't have. */
  find(arn: string): Role;
  /** As `find`. Throws `StartupError` for a role that doesn't trust the service, too. */
  assume(arn: string, assuming: AssumingService): Role;
  findAccessKey(accessKeyId: string): AccessKeyOwner | undefined;
  /** Whether any role may do an action that begins like this, such as `ses:Send`. */
  mayAny(actionPrefix: string): boolean;
};

export const ROLES = createHandle<Roles>('IAM roles');

/** The access key with which a person reaches the local cloud by SDK or CLI; its secret is the same word. */
export const ADMINISTRATOR_KEY = 'local';
