/** Amazon Resource Names of the account that the local cloud plays. */

import type { Account, Place } from './place.ts';

/** `resource` is the ARN's last part, such as `table/Orders` or `function:Charge`. */
export function arn(service: string, { region, accountId }: Account, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** For APIs that take a resource's name or its ARN. `prefix` stands before the name, such as `function:`. */
export function arnOfName(nameOrArn: string, service: string, account: Account, prefix: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn(service, account, `${prefix}${nameOrArn}`);
}

/** `orders` of both `orders` and `arn:aws:events:…:event-bus/orders`. */
export function nameInArn(nameOrArn: string): string {
  return nameOrArn.split('/').at(-1) ?? nameOrArn;
}

/** `sqs` of `arn:aws:sqs:…`; undefined if the string isn't an ARN. */
export function serviceInArn(text: string): string | undefined {
  return /^arn:aws:([\w-]+):/.exec(text)?.[1];
}

export function roleArn({ accountId }: Account, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

/** The account's owner, who may do everything. */
export function rootArn({ accountId }: Account): string {
  return `arn:aws:iam::${accountId}:root`;
}

export function stackId(place: Place): string {
  return arn('cloudformation', place, `stack/${place.stackName}/local`);
}
