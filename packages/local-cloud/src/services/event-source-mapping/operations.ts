/** Lambda's operations on event source mappings: list them, switch them on and off. */

import { AwsError } from '../../aws/error.ts';
import { functionPermission } from '../lambda/handle.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { CreatedMapping, Mappings } from './mapping.ts';

export const LIST_EVENT_SOURCE_MAPPINGS: Operation<Mappings> = {
  permissions: functionPermission('lambda:ListEventSourceMappings'),
  serve: (_input, mappings) => ({
    EventSourceMappings: [...mappings].map(([uuid, mapping]) => describe(uuid, mapping)),
  }),
};

export const UPDATE_EVENT_SOURCE_MAPPING: Operation<Mappings> = {
  permissions: functionPermission('lambda:UpdateEventSourceMapping'),
  serve: (input, mappings) => {
    const uuid = stringAt(input, 'UUID') ?? '';
    const mapping = mappings.get(uuid);
    if (!mapping) {
      throw new AwsError('ResourceNotFoundException', `The event source mapping ${uuid} does not exist.`, 404);
    }
    if (typeof input['Enabled'] === 'boolean') mapping.running.setEnabled(input['Enabled']);
    return describe(uuid, mapping);
  },
};

function describe(uuid: string, { running, functionArn, properties }: CreatedMapping): JsonObject {
  return {
    UUID: uuid,
    EventSourceArn: properties['EventSourceArn'] ?? null,
    FunctionArn: functionArn,
    DestinationConfig: properties['DestinationConfig'] ?? {},
    State: running.isEnabled() ? 'Enabled' : 'Disabled',
  };
}
