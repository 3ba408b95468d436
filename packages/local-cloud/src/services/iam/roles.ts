/** The template's roles, by ARN and by access key, and the account's administrator. */

import type { AccessKeyOwner } from '../appsync/api.ts';
import type { Cloud } from '../../boot/cloud.ts';
import type { Place } from '../../aws/place.ts';
import type { Role } from './role.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { readRole } from './iam-role.ts';

/** The access key with which a person reaches the local cloud by SDK or CLI; its secret is the same word. */
export const ADMINISTRATOR_KEY = 'local';

export function createRoles(all: Cloud['all'], { accountId }: Place): Pick<Cloud, 'role' | 'findAccessKey'> {
  const byArn = new Map<string, Role>(
    all('AWS::IAM::Role').map((role) => [
      `arn:aws:iam::${accountId}:role/${role.name}`,
      readRole(role, all, accountId),
    ]),
  );
  const byAccessKey = new Map<string, AccessKeyOwner>([...byArn.values()].map((role) => [role.accessKeyId, role]));
  byAccessKey.set(ADMINISTRATOR_KEY, {
    principal: { arn: `arn:aws:iam::${accountId}:root`, permissions: 'administrator' },
    secretAccessKey: ADMINISTRATOR_KEY,
  });
  return {
    role: (arn) => {
      const role = byArn.get(arn);
      if (!role) throw new StartupError(`The template refers to the role ${arn}, which it does not hold.`);
      return role;
    },
    findAccessKey: (accessKeyId) => byAccessKey.get(accessKeyId),
  };
}
