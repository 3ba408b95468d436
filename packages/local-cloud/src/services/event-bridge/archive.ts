/** Archives keep the events of a bus, and replay them to its rules ("Archiving and replaying events", user guide). */

import type { JsonObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import { objectAt, stringAt } from '../../kernel/json.ts';
import type { StateStore } from '../dynamodb/state-store.ts';
import type { BusEvent } from './event.ts';

export type Archive = {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  keep(event: BusEvent): Promise<void>;
  /** The kept events of a span of time in epoch milliseconds, oldest first. */
  read(from: number, to: number): Promise<readonly BusEvent[]>;
};

export function createArchive(
  { name, arn, busName }: Pick<Archive, 'name' | 'arn' | 'busName'>,
  state: StateStore,
): Archive {
  const kind = `archive ${name}`;
  return {
    name,
    arn,
    busName,
    keep: (event) => state.put(kind, `${event.time} ${event.id}`, JSON.stringify(event)),
    read: async (from, to) => {
      const kept = (await state.list(kind)).map(parseEvent);
      return kept.filter(({ time }) => Date.parse(time) >= from && Date.parse(time) < to);
    },
  };
}

/** Only this file writes these texts. */
function parseEvent(text: string): BusEvent {
  return JSON.parse(text);
}

/** What StartReplay asks for; `publish` hands an event to the rules of a bus. */
export async function startReplay(
  input: JsonObject,
  archives: readonly Archive[],
  publish: (busName: string, event: BusEvent) => Promise<void>,
): Promise<JsonObject> {
  const archive = archives.find(({ arn }) => arn === stringAt(input, 'EventSourceArn'));
  const name = stringAt(input, 'ReplayName') ?? '';
  if (!archive)
    throw new AwsError('ResourceNotFoundException', `Archive ${stringAt(input, 'EventSourceArn')} does not exist.`);
  const destination = stringAt(objectAt(input, 'Destination'), 'Arn') ?? '';
  if (destination.split('/').at(-1) !== archive.busName) {
    throw new AwsError(
      'ValidationException',
      'Parameter Destination is not valid. Reason: It must be the bus of the archive.',
    );
  }
  const events = await archive.read(millisecondsOf(input['EventStartTime']), millisecondsOf(input['EventEndTime']));
  for (const event of events) await publish(archive.busName, { ...event, 'replay-name': name });
  const arn = archive.arn.replace(/:archive\/.*$/, `:replay/${name}`);
  return { ReplayArn: arn, State: 'COMPLETED', ReplayStartTime: Date.now() / 1000 };
}

/** Times are epoch seconds in the JSON protocol. */
function millisecondsOf(time: JsonObject[string] | undefined): number {
  if (typeof time === 'number') return time * 1000;
  throw new AwsError('ValidationException', 'EventStartTime and EventEndTime are required.');
}

/** What DescribeArchive answers. */
export async function describeArchive(input: JsonObject, archives: readonly Archive[]): Promise<JsonObject> {
  const wanted = stringAt(input, 'ArchiveName');
  const archive = archives.find(({ name }) => name === wanted);
  if (!archive) throw new AwsError('ResourceNotFoundException', `Archive ${wanted} does not exist.`);
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
