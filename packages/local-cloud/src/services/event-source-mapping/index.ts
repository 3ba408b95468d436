/** Lambda's event source mappings. What they read is an event source of some other plugin, such as DynamoDB's streams. */

import { definePlugin } from '../../plugin/plugin.ts';
import { EVENT_SOURCE_MAPPING } from './mapping.ts';
import type { Mappings } from './mapping.ts';
import { LIST_EVENT_SOURCE_MAPPINGS, UPDATE_EVENT_SOURCE_MAPPING } from './operations.ts';

export const eventSourceMapping = definePlugin<Mappings>({
  name: 'event-source-mapping',

  resourceTypes: { 'AWS::Lambda::EventSourceMapping': EVENT_SOURCE_MAPPING },

  services: {
    lambda: {
      operations: {
        ListEventSourceMappings: LIST_EVENT_SOURCE_MAPPINGS,
        UpdateEventSourceMapping: UPDATE_EVENT_SOURCE_MAPPING,
      },
    },
  },

  open: () => new Map(),
});

export { startEventSourceMapping } from './event-source-mapping.ts';
