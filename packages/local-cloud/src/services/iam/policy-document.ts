/** Reads IAM policy documents. */

import { isKnownOperator } from '../../aws/policy/is-allowed.ts';
import type { PolicyStatement } from '../../aws/policy/policy.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';

/** Throws `StartupError` for elements that the local cloud doesn't support. */
export function statementsOf(document: JsonValue | undefined): readonly PolicyStatement[] {
  return listOf(isJsonObject(document) ? document['Statement'] : undefined)
    .filter(isJsonObject)
    .map(parseStatement);
}

const UNSUPPORTED = ['NotAction', 'NotResource', 'NotPrincipal'];

function parseStatement(statement: JsonObject): PolicyStatement {
  const unsupported = UNSUPPORTED.find((name) => name in statement);
  if (unsupported) throw new StartupError(`The local cloud doesn't support ${unsupported} in IAM policies.`);
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
    throw new StartupError(`The local cloud doesn't support the condition operator ${unknown} in IAM policies.`);
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(isJsonObject(keys) ? keys : {}).map(([key, values]) => [key, listOf(values).map(String)]),
      ),
    ]),
  );
}

/** What AWS's managed policies allow of the services that run here; logs and traces don't. */
const MANAGED_POLICIES: { readonly [name: string]: readonly PolicyStatement[] } = {
  AWSLambdaBasicExecutionRole: [],
  AWSXRayDaemonWriteAccess: [],
  AWSAppSyncPushToCloudWatchLogs: [],
};

/** Throws `StartupError` for a policy that isn't known here. */
export function managedStatements(arn: string): readonly PolicyStatement[] {
  const name = arn.split('/').at(-1) ?? arn;
  const statements = MANAGED_POLICIES[name];
  if (!statements) throw new StartupError(`The local cloud doesn't support the managed policy ${arn}.`);
  return statements;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
