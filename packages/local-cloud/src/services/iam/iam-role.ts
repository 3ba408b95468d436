/** AWS::IAM::Role, with the AWS::IAM::Policy resources that are attached to it */

import { createHash, randomBytes } from 'node:crypto';
import type { Cloud } from '../../boot/cloud.ts';
import type { Resource } from '../../assembly/resource.ts';
import type { Role } from './role.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { PolicyStatement } from '../../aws/policy/policy.ts';
import { isKnownOperator } from '../../aws/policy/is-allowed.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { ResourceType } from '../../assembly/resource-type.ts';

export const iamRole: ResourceType = {
  nameProperty: 'RoleName',
  properties: ['RoleName', 'Policies', 'ManagedPolicyArns'],
  withoutEffect: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'Tags'],
  attributes: {
    Arn: ({ name }, { accountId }) => `arn:aws:iam::${accountId}:role/${name}`,
    RoleId: ({ logicalId }) => `AROA${hash(logicalId)}`,
  },
};

export const iamPolicy: ResourceType = {
  nameProperty: 'PolicyName',
  properties: ['PolicyDocument', 'PolicyName', 'Roles'],
};

/** Puts a role together from its resource and every policy of the template that names it. */
export function readRole(resource: Resource, all: Cloud['all'], accountId: string): Role {
  const attached = all('AWS::IAM::Policy').filter(
    ({ properties }) => Array.isArray(properties['Roles']) && properties['Roles'].includes(resource.ref),
  );
  const inline = listOf(resource.properties['Policies']).filter(isJsonObject);
  const documents = [...inline, ...attached.map(({ properties }) => properties)].map(
    (policy) => policy['PolicyDocument'],
  );
  const managed = listOf(resource.properties['ManagedPolicyArns']).map(String);
  return {
    principal: {
      arn: `arn:aws:sts::${accountId}:assumed-role/${resource.name}/local`,
      permissions: [...documents.flatMap(statementsOf), ...managed.flatMap(managedStatements)],
    },
    accessKeyId: `ASIA${hash(resource.logicalId)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: randomBytes(48).toString('base64url'),
  };
}

function statementsOf(document: JsonValue | undefined): PolicyStatement[] {
  return listOf(isJsonObject(document) ? document['Statement'] : undefined)
    .filter(isJsonObject)
    .map(parseStatement);
}

const UNSUPPORTED = ['NotAction', 'NotResource', 'NotPrincipal'];

function parseStatement(statement: JsonObject): PolicyStatement {
  const unsupported = UNSUPPORTED.find((name) => name in statement);
  if (unsupported) throw new StartupError(`The local cloud does not carry ${unsupported} in IAM policies.`);
  const condition = isJsonObject(statement['Condition']) ? statement['Condition'] : undefined;
  return {
    Effect: statement['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    Action: listOf(statement['Action']).map(String),
    Resource: listOf(statement['Resource']).map(String),
    ...(condition && { Condition: parseCondition(condition) }),
  };
}

function parseCondition(condition: JsonObject): NonNullable<PolicyStatement['Condition']> {
  const unknown = Object.keys(condition).find((operator) => !isKnownOperator(operator));
  if (unknown)
    throw new StartupError(`The local cloud does not carry the condition operator ${unknown} in IAM policies.`);
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(isJsonObject(keys) ? keys : {}).map(([key, values]) => [key, listOf(values).map(String)]),
      ),
    ]),
  );
}

/** What AWS's managed policies allow, as far as it reaches a service of the local cloud: logs and traces do not. */
const MANAGED_POLICIES: { readonly [name: string]: readonly PolicyStatement[] } = {
  AWSLambdaBasicExecutionRole: [],
  AWSXRayDaemonWriteAccess: [],
  AWSAppSyncPushToCloudWatchLogs: [],
};

function managedStatements(arn: string): readonly PolicyStatement[] {
  const name = arn.split('/').at(-1) ?? arn;
  const statements = MANAGED_POLICIES[name];
  if (!statements) throw new StartupError(`The local cloud does not carry the managed policy ${arn}.`);
  return statements;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16).toUpperCase();
}
