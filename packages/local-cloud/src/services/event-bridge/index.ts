/** EventBridge: buses with rules, schedules and archives. */

import { arnOf } from '../../assembly/resource-type.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { ARCHIVE } from './archive-resource.ts';
import { busNameOf, createBuses } from './buses.ts';
import type { Buses } from './buses.ts';
import { EVENT_BUSES } from './handle.ts';
import { PUT_EVENTS } from './put-events.ts';
import { DESCRIBE_ARCHIVE, START_REPLAY } from './replay.ts';
import { RULE } from './rule.ts';

export const eventBridge = definePlugin<Buses>({
  name: 'event-bridge',

  resourceTypes: {
    'AWS::Events::EventBus': {
      nameProperty: 'Name',
      properties: ['Name'],
      withoutEffect: ['Description', 'KmsKeyIdentifier', 'Tags', 'LogConfig'],
      attributes: { Arn: arnOf('events', 'event-bus/'), Name: ({ name }) => name },
      create: ({ name }, { names }) => void names.add(name),
    },
    'AWS::Events::Archive': ARCHIVE,
    'AWS::Events::Rule': RULE,
  },

  services: {
    events: {
      jsonTarget: 'AWSEvents',
      host: 'events',
      operations: { PutEvents: PUT_EVENTS, StartReplay: START_REPLAY, DescribeArchive: DESCRIBE_ARCHIVE },
    },
  },

  open: (cloud) => {
    const buses = createBuses();
    EVENT_BUSES.provide(cloud, { has: (nameOrArn) => buses.names.has(busNameOf(nameOrArn)) });
    return buses;
  },
});
