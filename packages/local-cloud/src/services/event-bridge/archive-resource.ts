/** AWS::Events::Archive */

import { arnOf } from '../../assembly/resource-type.ts';
import { objectAt } from '../../kernel/json.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { createArchive } from './archive.ts';
import { busNameOf } from './buses.ts';
import type { Buses } from './buses.ts';
import { checkEventPattern } from './check-event-pattern.ts';
import type { BusEvent } from './event.ts';

const archiveArn = arnOf('events', 'archive/');

export const ARCHIVE: ResourceType<Buses> = {
  nameProperty: 'ArchiveName',
  properties: ['ArchiveName', 'EventPattern', 'SourceArn'],
  // Nothing is deleted here.
  withoutEffect: ['Description', 'KmsKeyIdentifier', 'RetentionDays'],
  attributes: { Arn: archiveArn },

  create: ({ logicalId, name, properties }, { archives, listeners }, { place, store }) => {
    const pattern = objectAt(properties, 'EventPattern');
    if ('EventPattern' in properties) checkEventPattern(pattern, `AWS::Events::Archive (${logicalId})`);
    const busName = busNameOf(properties['SourceArn']);
    const arn = archiveArn({ logicalId, name, template: properties }, place);
    const archive = createArchive({ name, arn, busName }, store);
    archives.push(archive);
    const take = async (event: BusEvent) => {
      // What is replayed has been kept before.
      if (event['replay-name'] === undefined) await archive.keep(event);
    };
    listeners.push({ busName, pattern, take });
  },
};
