/** AWS::Events::EventBus */

import { arnOf } from './resource-type.ts';
import type { ResourceType } from './resource-type.ts';

export const eventsEventBus: ResourceType = {
  nameProperty: 'Name',
  properties: ['Name'],
  withoutEffect: ['Description', 'KmsKeyIdentifier', 'Tags', 'LogConfig'],
  attributes: { Arn: arnOf('events', 'event-bus/'), Name: ({ name }) => name },
};
