/** Archives keep the events of a bus, and replay them to its rules ("Archiving and replaying events", user guide). */

import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import type { StateStore } from '../../kernel/state-store.ts';
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
  store: StateStore,
): Archive {
  const kind = `archive ${name}`;
  return {
    name,
    arn,
    busName,
    keep: (event) => store.put(kind, `${event.time} ${event.id}`, JSON.stringify(event)),
    read: async (from, to) => {
      const kept = (await store.list(kind)).map(parseEvent);
      return kept.filter(({ time }) => Date.parse(time) >= from && Date.parse(time) < to);
    },
  };
}

/** Only this file writes these texts. */
function parseEvent(text: string): BusEvent {
  const event = parseJson(text);
  if (!isBusEvent(event)) throw new Error('The archive holds something other than an event.');
  return event;
}

function isBusEvent(value: JsonValue): value is BusEvent {
  return isJsonObject(value) && typeof value['id'] === 'string' && typeof value['time'] === 'string';
}
