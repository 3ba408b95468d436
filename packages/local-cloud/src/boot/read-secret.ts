/** Reads a secret for CloudFormation, which puts it where the template refers to it. */

import { rootArn } from '../aws/arn.ts';
import type { CallAws } from '../aws/call.ts';
import type { Account } from '../aws/place.ts';
import type { Principal } from '../aws/policy/policy.ts';
import { parseObject, stringAt } from '../kernel/json.ts';

/** The stack is deployed by the account's owner. */
export function createReadSecret(callAws: CallAws, account: Account) {
  const principal: Principal = { arn: rootArn(account), permissions: 'administrator' };
  return async (secretArn: string): Promise<string> => {
    const call = { service: 'secretsmanager', operation: 'GetSecretValue', input: { SecretId: secretArn }, principal };
    return stringAt(parseObject(await callAws(call)) ?? {}, 'SecretString') ?? '';
  };
}
