/** The caller, and whose orders they may see and place. */
import { util } from '@aws-appsync/utils';
import type { AppSyncIdentityCognito, Context, Identity } from '@aws-appsync/utils';
import { checkText } from './check-text.ts';
import { fail } from './fail.ts';

export type Caller = {
  /** Differs from caller to caller. */
  readonly id: string;
  /** Null for the holder of the API key, who isn't a customer. */
  readonly customerId: string | null;
  readonly actsForAnyone: boolean;
};

type Calling = Pick<Context, 'identity' | 'env'>;

/** A signed-in customer, a member of staff, or the API key's holder. Ends the field with `Unauthorized` for others. */
export function callerOf({ identity, env }: Calling): Caller {
  if (isKeyHolder(identity)) return { id: 'api-key', customerId: null, actsForAnyone: true };
  if (!isSignedIn(identity)) return util.unauthorized();
  // The prefix keeps a user's id apart from the key's, whatever the `sub`.
  return { id: `user ${identity.sub}`, customerId: identity.sub, actsForAnyone: isStaff(identity, env) };
}

/** A group of this name in the customers' pool would let people act for others who have no second factor. */
function isStaff({ groups, issuer }: AppSyncIdentityCognito, { STAFF_ISSUER }: Calling['env']): boolean {
  return issuer === STAFF_ISSUER && (groups ?? []).indexOf('staff') >= 0;
}

/** By what events name the caller. Ends the field with `Unauthorized` for customers; `rule` says what only staff do. */
export function staffOf(calling: Calling, rule: string): string {
  const actor = actorOf(callerOf(calling));
  return actor === null ? fail('Unauthorized', rule) : actor;
}

/** By what events name a member of staff, or the API key's holder; null for customers. It's no name of a person. */
export function actorOf({ actsForAnyone, customerId }: Caller): string | null {
  return actsForAnyone ? (customerId ?? 'api-key') : null;
}

/** The customer that a call is about: the one named, or else the caller. `field` is what an error points to. */
export function customerOf(caller: Caller, named: string | null | undefined, field: string): string {
  const { customerId: own } = caller;
  const customerId = named ?? own;
  if (customerId === null) return fail('InvalidInput', `${field}: is required with an API key`);
  checkText(customerId, 64, field);
  if (!maySee(caller, customerId)) return fail('Unauthorized', `${field}: must be your own customer id`);
  return customerId;
}

/** Whether the orders of this customer are open to the caller. */
export function maySee(caller: Caller, customerId: string): boolean {
  return caller.actsForAnyone || caller.customerId === customerId;
}

/** Whether the caller is the customer, or the key's holder, who stands in for any customer. Staff don't. */
export function owns(caller: Caller, customerId: string): boolean {
  return caller.customerId === null || caller.customerId === customerId;
}

/** A missing identity alone says nothing: other modes may have none. */
function isKeyHolder(identity: Identity): boolean {
  return !identity && util.authType() === 'API Key Authorization';
}

function isSignedIn(identity: Identity): identity is AppSyncIdentityCognito {
  return util.authType() === 'User Pool Authorization' && Object.hasOwn(identity ?? {}, 'sub');
}
