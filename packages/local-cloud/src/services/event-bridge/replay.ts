/** StartReplay and DescribeArchive ("Archiving and replaying events", user guide). */

import { arnOfName, nameInArn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { objectAt, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { publish } from './buses.ts';
import type { Buses } from './buses.ts';

export const START_REPLAY = onArchive('StartReplay', startReplay);
export const DESCRIBE_ARCHIVE = onArchive('DescribeArchive', describeArchive);

function onArchive(name: string, serve: (input: JsonObject, buses: Buses) => Promise<JsonObject>): Operation<Buses> {
  return {
    serve,
    permissions: (input, _buses, account) => {
      const archive = stringAt(input, 'EventSourceArn') ?? stringAt(input, 'ArchiveName') ?? '*';
      return [{ action: `events:${name}`, resource: arnOfName(archive, 'events', account, 'archive/') }];
    },
  };
}

async function startReplay(input: JsonObject, buses: Buses): Promise<JsonObject> {
  const wanted = stringAt(input, 'EventSourceArn');
  const archive = buses.archives.find(({ arn }) => arn === wanted);
  const name = stringAt(input, 'ReplayName') ?? '';
  if (!archive) throw new AwsError('ResourceNotFoundException', `Archive ${wanted ?? ''} does not exist.`);
  const destination = stringAt(objectAt(input, 'Destination'), 'Arn') ?? '';
  if (nameInArn(destination) !== archive.busName) {
    throw new AwsError(
      'ValidationException',
      'Parameter Destination is not valid. Reason: It must be the bus of the archive.',
    );
  }
  const events = await archive.read(millisecondsOf(input['EventStartTime']), millisecondsOf(input['EventEndTime']));
  for (const event of events) await publish(archive.busName, { ...event, 'replay-name': name }, buses);
  const arn = archive.arn.replace(/:archive\/.*$/, `:replay/${name}`);
  return { ReplayArn: arn, State: 'COMPLETED', ReplayStartTime: Date.now() / 1000 };
}

/** Times are epoch seconds in the JSON protocol. */
function millisecondsOf(time: JsonObject[string] | undefined): number {
  if (typeof time === 'number') return time * 1000;
  throw new AwsError('ValidationException', 'EventStartTime and EventEndTime are required.');
}

async function describeArchive(input: JsonObject, { archives }: Buses): Promise<JsonObject> {
  const wanted = stringAt(input, 'ArchiveName');
  const archive = archives.find(({ name }) => name === wanted);
  if (!archive) throw new AwsError('ResourceNotFoundException', `Archive ${wanted ?? ''} does not exist.`);
  const kept = await archive.read(0, Infinity);
  const sizeBytes = kept.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
  return {
    ArchiveArn: archive.arn,
    ArchiveName: archive.name,
    State: 'ENABLED',
    EventCount: kept.length,
    SizeBytes: sizeBytes,
  };
}
