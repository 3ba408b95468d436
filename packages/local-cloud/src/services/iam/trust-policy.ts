/** Whom a role trusts: which services may assume it, and for which of their resources. */

import { isAllowed } from '../../aws/policy/is-allowed.ts';
import type { ConditionContext } from '../../aws/policy/is-allowed.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { Account } from '../../aws/place.ts';
import type { AssumingService } from './handle.ts';
import { listOf, statementsOf } from './policy-document.ts';

/** By a role's `AssumeRolePolicyDocument`. Throws `StartupError` for elements that the local cloud doesn't support. */
export function trusts(
  document: JsonValue | undefined,
  assuming: AssumingService,
  { region, accountId }: Account,
): boolean {
  const statements = listOf(isJsonObject(document) ? document['Statement'] : undefined).filter(isJsonObject);
  const names = ['', `.${region}`].map((place) => `${assuming.service}${place}.amazonaws.com`);
  const ofService = statements.filter((statement) => isAbout(statement, names));
  const permissions = statementsOf({ Statement: ofService.map((statement) => ({ ...statement, Resource: '*' })) });
  return isAllowed({ arn: assuming.service, permissions }, 'sts:AssumeRole', '*', contextOf(assuming, accountId));
}

/** A principal is named with or without its region. */
function isAbout({ Principal }: JsonObject, names: readonly string[]): boolean {
  if (Principal === '*') return true;
  const services = listOf(isJsonObject(Principal) ? Principal['Service'] : undefined);
  return services.some((one) => typeof one === 'string' && ['*', ...names].includes(one));
}

/** The keys that a service sends when it assumes a role ("aws:SourceArn" and "aws:SourceAccount", IAM user guide). */
function contextOf({ sourceArn }: AssumingService, accountId: string): ConditionContext {
  return { 'aws:sourceaccount': accountId, ...(sourceArn !== undefined && { 'aws:sourcearn': sourceArn }) };
}
