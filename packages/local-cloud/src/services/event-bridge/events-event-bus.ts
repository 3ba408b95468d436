/** AWS::Events::EventBus */

import type { JsonValue } from '../../kernel/json.ts';
import { arnOf } from '../../assembly/resource-type.ts';
import type { ResourceType } from '../../assembly/resource-type.ts';

export const eventsEventBus: ResourceType = {
  nameProperty: 'Name',
  properties: ['Name'],
  withoutEffect: ['Description', 'KmsKeyIdentifier', 'Tags', 'LogConfig'],
  attributes: { Arn: arnOf('events', 'event-bus/'), Name: ({ name }) => name },
};

/** The bus that a name or an ARN stands for; `default` where there is none. */
export function busNameOf(nameOrArn: JsonValue | undefined): string {
  return typeof nameOrArn === 'string' ? (nameOrArn.split('/').at(-1) ?? nameOrArn) : 'default';
}
