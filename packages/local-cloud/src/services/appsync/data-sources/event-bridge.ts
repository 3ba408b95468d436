/** AMAZON_EVENTBRIDGE: PutEvents on one bus. */
import { AwsError } from '../../../aws/error.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { failed, succeeded } from './data-source.ts';
import type { DataSource } from './data-source.ts';
import {
  listAt,
  objectAt,
  place,
  readRequest,
  refuse,
  refuseOthers,
  required,
  ROOT,
  textAt,
} from './request-document.ts';

/** EventBridge's own limit of entries in one call. */
const MAX_EVENTS = 10;

export function createEventBridgeDataSource(callAws: CallAws, eventBusArn: string, principal: Principal): DataSource {
  return async (request) => {
    const document = readRequest(request, ['events']);
    const operation = textAt(required(document, 'operation', ROOT), '$[operation]');
    if (operation !== 'PutEvents') refuse(`Unsupported operation '${operation}'.`);
    const events = listAt(required(document, 'events', ROOT), '$[events]');
    if (events.length === 0 || events.length > MAX_EVENTS) refuse(`'$[events]' must hold 1 to ${MAX_EVENTS} events.`);
    const entries = events.map((event, index) => entryOf(event, place('$[events]', index), eventBusArn));
    try {
      return succeeded(
        JSON.parse(
          await callAws({ service: 'events', operation: 'PutEvents', input: { Entries: entries }, principal }),
        ),
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return failed(`EventBridge:${error.name}`, error.message);
    }
  };
}

function entryOf(value: JsonValue, at: string, eventBusArn: string): JsonObject {
  const event = objectAt(value, at);
  refuseOthers(event, ['source', 'detail', 'detailType', 'resources', 'time'], at);
  const { resources, time } = event;
  return {
    EventBusName: eventBusArn,
    Source: textAt(required(event, 'source', at), place(at, 'source')),
    DetailType: textAt(required(event, 'detailType', at), place(at, 'detailType')),
    Detail: JSON.stringify(objectAt(required(event, 'detail', at), place(at, 'detail'))),
    ...(resources === undefined ? {} : { Resources: [...listAt(resources, place(at, 'resources'))] }),
    ...(time === undefined ? {} : { Time: textAt(time, place(at, 'time')) }),
  };
}
