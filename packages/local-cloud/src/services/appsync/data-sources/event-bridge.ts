/** AMAZON_EVENTBRIDGE: PutEvents on one bus. */
import { AwsError } from '../../../aws/error.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { parseJson } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { failed, succeeded } from './contract/data-source.ts';
import type { DataSource } from './contract/data-source.ts';
import {
  readList,
  readObject,
  place,
  readRequest,
  refuse,
  refuseOthers,
  required,
  ROOT,
  readString,
} from './contract/request-document.ts';

/** EventBridge's own limit of entries in one call. */
const MAX_EVENTS = 10;

export function createEventBridgeDataSource(callAws: CallAws, eventBusArn: string, principal: Principal): DataSource {
  return async (request) => {
    const document = readRequest(request, ['events']);
    const operation = readString(required(document, 'operation', ROOT), '$[operation]');
    if (operation !== 'PutEvents') refuse(`Unsupported operation '${operation}'.`);
    const events = readList(required(document, 'events', ROOT), '$[events]');
    if (events.length === 0 || events.length > MAX_EVENTS) refuse(`'$[events]' must hold 1 to ${MAX_EVENTS} events.`);
    const entries = events.map((event, index) => entryOf(event, place('$[events]', index), eventBusArn));
    try {
      const input = { Entries: entries };
      return succeeded(parseJson(await callAws({ service: 'events', operation: 'PutEvents', input, principal })));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return failed(`EventBridge:${error.name}`, error.message);
    }
  };
}

function entryOf(value: JsonValue, at: string, eventBusArn: string): JsonObject {
  const event = readObject(value, at);
  refuseOthers(event, ['source', 'detail', 'detailType', 'resources', 'time'], at);
  const { resources, time } = event;
  return {
    EventBusName: eventBusArn,
    Source: readString(required(event, 'source', at), place(at, 'source')),
    DetailType: readString(required(event, 'detailType', at), place(at, 'detailType')),
    Detail: JSON.stringify(readObject(required(event, 'detail', at), place(at, 'detail'))),
    ...(resources === undefined ? {} : { Resources: [...readList(resources, place(at, 'resources'))] }),
    ...(time === undefined ? {} : { Time: readString(time, place(at, 'time')) }),
  };
}
