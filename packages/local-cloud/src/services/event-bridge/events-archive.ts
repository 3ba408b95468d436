/** AWS::Events::Archive */

import { createArchive } from './archive.ts';
import { checkEventPattern } from './check-event-pattern.ts';
import { objectAt } from '../../kernel/json.ts';
import { busNameOf } from './events-event-bus.ts';
import { arnOf } from '../../assembly/resource-type.ts';
import type { ResourceType } from '../../assembly/resource-type.ts';

const arn = arnOf('events', 'archive/');

export const eventsArchive: ResourceType = {
  nameProperty: 'ArchiveName',
  properties: ['ArchiveName', 'EventPattern', 'SourceArn'],
  // Nothing is deleted here.
  withoutEffect: ['Description', 'KmsKeyIdentifier', 'RetentionDays'],
  attributes: { Arn: arn },

  create: ({ logicalId, name, properties }, cloud) => {
    const pattern = objectAt(properties, 'EventPattern');
    if ('EventPattern' in properties) checkEventPattern(pattern, `AWS::Events::Archive (${logicalId})`);
    const busName = busNameOf(properties['SourceArn']);
    const archive = createArchive(
      { name, arn: arn({ logicalId, name, template: properties }, cloud.place), busName },
      cloud.state,
    );
    cloud.archives.push(archive);
    // What is replayed has been kept before.
    const take = async (event: Parameters<typeof archive.keep>[0]) => {
      if (event['replay-name'] === undefined) await archive.keep(event);
    };
    cloud.busListeners.push({ busName, pattern, take });
  },
};
