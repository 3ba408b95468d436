/** PutEvents: checks what is put on a bus and hands it to the bus's rules and archives. */

import { arnOfName } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { busNameOf, DEFAULT_BUS, publish } from './buses.ts';
import type { Buses } from './buses.ts';
import { createEvent } from './event.ts';
import { readEntries, readEntry } from './put-events-input.ts';

export const PUT_EVENTS: Operation<Buses> = {
  permissions: (input, _buses, account) => {
    const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isJsonObject) : [];
    const buses = new Set(entries.map((entry) => stringAt(entry, 'EventBusName') ?? DEFAULT_BUS));
    return [...buses].map((bus) => ({
      action: 'events:PutEvents',
      resource: arnOfName(bus, 'events', account, 'event-bus/'),
    }));
  },
  serve: (input, buses, { place }) => putEvents(input, buses, place),
};

export async function putEvents(input: JsonObject, buses: Buses, account: Account): Promise<JsonObject> {
  const Entries: JsonObject[] = [];
  for (const entry of readEntries(input)) Entries.push(await put(entry, buses, account));
  return { Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length };
}

async function put(entry: JsonObject, buses: Buses, account: Account): Promise<JsonObject> {
  const parts = readEntry(entry);
  if ('ErrorCode' in parts) return parts;
  const busName = busNameOf(entry['EventBusName']);
  if (!buses.names.has(busName)) {
    return failedEntry('ResourceNotFoundException', `Event bus ${busName} does not exist.`);
  }
  const resources = (Array.isArray(entry['Resources']) ? entry['Resources'] : []).map(String);
  const event = createEvent({ ...parts, resources, time: timeOf(entry) }, account);
  try {
    await publish(busName, event, buses);
  } catch (error) {
    return failedEntry('InternalFailure', String(error));
  }
  return { EventId: event.id };
}

/** SDKs send epoch seconds, state machines and resolvers ISO 8601 strings. */
function timeOf({ Time: time }: JsonObject): number {
  const given = typeof time === 'number' ? time * 1000 : typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(given) ? Date.now() : given;
}

function failedEntry(ErrorCode: string, ErrorMessage: string): JsonObject {
  return { ErrorCode, ErrorMessage };
}
