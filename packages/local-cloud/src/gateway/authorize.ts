/** Rejects a call that its principal's policies don't allow, in AWS's words. */

import { AwsError } from '../aws/error.ts';
import { createBoundedMap } from '../kernel/bounded-map.ts';
import type { BoundedMap } from '../kernel/bounded-map.ts';
import type { PolicyStatement, Principal } from '../aws/policy/policy.ts';
import { isAllowed } from '../aws/policy/is-allowed.ts';
import type { FindOperation, Stage } from './operation.ts';
import { unknownOperation } from './unsupported.ts';

/** Throws `AccessDeniedException` naming principal, action and resource. */
export function authorize(find: FindOperation): Stage {
  const allowed = new WeakMap<readonly PolicyStatement[], BoundedMap<string, true>>();
  return (next) => async (call) => {
    const operation = find(call.service, call.operation);
    if (!operation) throw unknownOperation(call);
    const { principal } = call;
    const { permissions } = principal;
    if (permissions === 'administrator') return next(call);
    const known = allowed.get(permissions) ?? createBoundedMap<string, true>(MAX_REMEMBERED);
    allowed.set(permissions, known);
    for (const { action, resource, context } of operation.permissions(call)) {
      const question = `${action} ${resource}${context ? ` ${JSON.stringify(context)}` : ''}`;
      if (known.get(question)) continue;
      if (!isAllowed(principal, action, resource, context)) throw denied(principal, action, resource);
      known.set(question, true);
    }
    return next(call);
  };
}

/** What is remembered as allowed for each principal: far more than a role has tables and functions. */
const MAX_REMEMBERED = 1000;

function denied(principal: Principal, action: string, resource: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}
