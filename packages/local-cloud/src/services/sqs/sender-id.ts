/** Who sent a message, as the attribute `SenderId` names it. */

import type { Principal } from '../../aws/policy/policy.ts';

/** `copier:local` of a role's session, the account of its owner, and an AWS service by its name. */
export function senderIdOf({ arn }: Principal): string {
  const [, , , , accountId, resource] = arn.split(':');
  if (resource === undefined) return arn;
  const [kind, ...name] = resource.split('/');
  return kind === 'assumed-role' ? name.join(':') : (name.at(-1) ?? accountId ?? arn);
}
