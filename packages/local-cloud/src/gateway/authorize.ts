/** The gateway's second link: refuses a call that its principal's policies do not allow, in AWS's words. */

import { AwsError } from '../aws/error.ts';
import type { AwsCall } from '../aws/call.ts';
import type { Principal } from '../aws/policy/policy.ts';
import { isAllowed } from '../aws/policy/is-allowed.ts';
import { createBoundedMap } from '../kernel/bounded-map.ts';
import type { BoundedMap } from '../kernel/bounded-map.ts';
import { requiredPermissions } from './required-permissions.ts';
import type { Surroundings } from './required-permissions.ts';

/** Answers a function that throws `AccessDeniedException` naming principal, action and resource. */
export function createAuthorize(surroundings: Surroundings): (call: AwsCall) => void {
  const allowed = new WeakMap<Principal, BoundedMap<string, true>>();
  return (call) => {
    const { principal } = call;
    if (principal.permissions === 'administrator') return;
    const known = allowed.get(principal) ?? createBoundedMap<string, true>(MAX_REMEMBERED);
    allowed.set(principal, known);
    for (const { action, resource } of requiredPermissions(call, surroundings)) {
      if (known.get(`${action} ${resource}`)) continue;
      if (!isAllowed(principal, action, resource)) throw denied(principal, action, resource);
      known.set(`${action} ${resource}`, true);
    }
  };
}

/** Allowed pairs remembered for each principal: far more than a role has tables and functions. */
const MAX_REMEMBERED = 1000;

function denied(principal: Principal, action: string, resource: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}
