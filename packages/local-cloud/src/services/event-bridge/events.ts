/** The gateway's EventBridge: checks what is put on a bus and hands it to the bus's rules and archives. */

import { describeArchive, startReplay } from './archive.ts';
import type { Archive } from './archive.ts';
import { createEvent } from './event.ts';
import type { BusEvent, BusListener } from './event.ts';
import { readEntries, readEntry } from './put-events-input.ts';
import { matchesPattern } from '../../aws/event-pattern/matches-pattern.ts';
import { stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';
import type { Account } from '../../aws/place.ts';

export type EventsSettings = {
  readonly account: Account;
  /** Names those of the template; the bus `default` is always there. */
  readonly buses: ReadonlySet<string>;
  /** Both may grow later. */
  readonly listeners: readonly BusListener[];
  readonly archives: readonly Archive[];
};

export function createEvents(settings: EventsSettings): Service {
  const publish = async (busName: string, event: BusEvent): Promise<void> => {
    const listeners = settings.listeners.filter((one) => one.busName === busName && matchesPattern(one.pattern, event));
    for (const listener of listeners) await listener.take(event);
  };
  const operations: { readonly [name: string]: (input: JsonObject) => Promise<JsonObject> } = {
    PutEvents: async (input) => {
      const Entries: JsonObject[] = [];
      for (const entry of readEntries(input)) Entries.push(await put(entry, settings, publish));
      return { Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length };
    },
    StartReplay: (input) => startReplay(input, settings.archives, publish),
    DescribeArchive: (input) => describeArchive(input, settings.archives),
  };
  return async (call) => {
    const operation = operations[call.operation];
    if (!operation) throw unknownOperation(call);
    return JSON.stringify(await operation(call.input));
  };
}

async function put(
  entry: JsonObject,
  { account, buses }: EventsSettings,
  publish: (busName: string, event: BusEvent) => Promise<void>,
): Promise<JsonObject> {
  const parts = readEntry(entry);
  if ('ErrorCode' in parts) return parts;
  const busName = (stringAt(entry, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default';
  if (busName !== 'default' && !buses.has(busName)) {
    return refuse('ResourceNotFoundException', `Event bus ${busName} does not exist.`);
  }
  const resources = (Array.isArray(entry['Resources']) ? entry['Resources'] : []).map(String);
  const event = createEvent({ ...parts, resources, time: timeOf(entry) }, account);
  try {
    await publish(busName, event);
  } catch (error) {
    return refuse('InternalFailure', String(error));
  }
  return { EventId: event.id };
}

/** SDKs send epoch seconds, state machines and resolvers ISO 8601 texts. */
function timeOf({ Time: time }: JsonObject): number {
  const given = typeof time === 'number' ? time * 1000 : typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(given) ? Date.now() : given;
}

function refuse(ErrorCode: string, ErrorMessage: string): JsonObject {
  return { ErrorCode, ErrorMessage };
}
