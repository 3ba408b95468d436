/** The template's roles with what their policies allow, and the account's administrator. */

import { createHash, randomBytes } from 'node:crypto';
import { roleArn, rootArn } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import type { PolicyStatement, Principal } from '../../aws/policy/policy.ts';
import type { Resource } from '../../assembly/resource.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { asString, isJsonObject } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';
import { ADMINISTRATOR_KEY } from './handle.ts';
import type { AccessKeyOwner, AssumingService, Role, Roles } from './handle.ts';
import { listOf, managedStatements, statementsOf } from './policy-document.ts';
import { trusts } from './trust-policy.ts';

export type RoleRegister = Roles & {
  addRole(resource: Resource): void;
  /** Attaches the policy to every role that it names, whether that is there yet or not. */
  addPolicy(resource: Resource): void;
};

export function createRoles(account: Account): RoleRegister {
  const roles = new Map<string, Role>();
  const owners = new Map<string, AccessKeyOwner>([
    [
      ADMINISTRATOR_KEY,
      {
        principal: { arn: rootArn(account), permissions: 'administrator' },
        secretAccessKey: ADMINISTRATOR_KEY,
      },
    ],
  ]);
  /** By role name. A list is replaced, never changed, because what it allows is remembered by its identity. */
  const statements = new Map<string, readonly PolicyStatement[]>();
  const attach = (roleName: string, added: readonly PolicyStatement[]): void => {
    statements.set(roleName, [...(statements.get(roleName) ?? []), ...added]);
  };

  const trustPolicies = new Map<string, JsonValue | undefined>();
  const find = (arn: string): Role => {
    const role = roles.get(arn);
    if (!role) throw new StartupError(`The template refers to the role ${arn}, which it does not hold.`);
    return role;
  };

  return {
    addRole: (resource) => {
      attach(resource.name, ownStatements(resource));
      trustPolicies.set(roleArn(account, resource.name), resource.properties['AssumeRolePolicyDocument']);
      const principal: Principal = {
        arn: `arn:aws:sts::${account.accountId}:assumed-role/${resource.name}/local`,
        get permissions() {
          return statements.get(resource.name) ?? [];
        },
      };
      const role = { principal, ...createCredentials(resource.logicalId) };
      roles.set(roleArn(account, resource.name), role);
      owners.set(role.accessKeyId, role);
    },
    addPolicy: ({ properties }) => {
      const added = statementsOf(properties['PolicyDocument']);
      for (const name of listOf(properties['Roles'])) attach(asString(name), added);
    },
    find,
    assume: (arn, assuming) => {
      const role = find(arn);
      if (!trusts(trustPolicies.get(arn), assuming, account)) throw refusal(arn, assuming);
      return role;
    },
    findAccessKey: (accessKeyId) => owners.get(accessKeyId),
    mayAny: (actionPrefix) =>
      [...statements.values()].flat().some(({ Action }) => [Action].flat().some((one) => one.startsWith(actionPrefix))),
  };
}

function refusal(arn: string, { service, sourceArn }: AssumingService): StartupError {
  const source = sourceArn === undefined ? '' : ` for ${sourceArn}`;
  return new StartupError(
    `The trust policy of ${arn} doesn't let ${service}.amazonaws.com assume the role${source}, so no deployment would succeed. ` +
      'Let an Allow of sts:AssumeRole in AssumeRolePolicyDocument name the service, with no condition that it does not meet.',
  );
}

function ownStatements({ properties }: Resource): readonly PolicyStatement[] {
  const inline = listOf(properties['Policies']).filter(isJsonObject);
  const managed = listOf(properties['ManagedPolicyArns']).map(String);
  return [...inline.flatMap((policy) => statementsOf(policy['PolicyDocument'])), ...managed.flatMap(managedStatements)];
}

function createCredentials(logicalId: string): Omit<Role, 'principal'> {
  return {
    accessKeyId: `ASIA${idHash(logicalId)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: randomBytes(48).toString('base64url'),
  };
}

/** The signs after the prefix of an id that IAM makes. */
export function idHash(logicalId: string): string {
  return createHash('sha256').update(logicalId).digest('hex').slice(0, 16).toUpperCase();
}
