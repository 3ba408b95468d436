/** Names and ARNs of log groups. */

import { arn } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';

export function groupArn(name: string, account: Account): string {
  return arn('logs', account, `log-group:${name}`);
}

/** Of a name, or of an ARN with or without `:*` behind it. */
export function groupNameIn(nameOrArn: string, account: Account): string {
  const prefix = groupArn('', account);
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length).replace(/:\*$/, '') : nameOrArn;
}
