/** The gateway's EventBridge: checks what is put on a bus. Rules are not carried, so nothing listens to a bus here. */

import { randomUUID } from 'node:crypto';
import { isJsonObject, parseObject, textAt } from '../../json.ts';
import type { JsonObject } from '../aws-call.ts';
import { AwsError } from '../aws-call.ts';
import { unknownOperation } from '../gateway.ts';
import type { Service } from '../gateway.ts';

/** `buses` names those of the template; the bus `default` is always there. */
export const createEvents = (buses: ReadonlySet<string>): Service => async (call) => {
  if (call.operation !== 'PutEvents') throw unknownOperation(call);
  const entries = Array.isArray(call.input.Entries) ? call.input.Entries.filter(isJsonObject) : [];
  if (entries.length < 1 || entries.length > 10) {
    throw new AwsError('ValidationException', "Value at 'entries' failed to satisfy constraint: 1 to 10 entries");
  }
  const Entries = entries.map((entry) => put(entry, buses));
  return JSON.stringify({ Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length });
};

const put = (entry: JsonObject, buses: ReadonlySet<string>): JsonObject => {
  const [source, detailType, detail] = [textAt(entry, 'Source'), textAt(entry, 'DetailType'), textAt(entry, 'Detail')];
  if (!source) return invalid('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  if (!detailType) return invalid('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  const parsed = detail === undefined ? undefined : parseObject(detail);
  if (!parsed) return invalid('MalformedDetail', 'Detail is malformed.');
  const busName = (textAt(entry, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default';
  if (busName !== 'default' && !buses.has(busName)) {
    return invalid('ResourceNotFoundException', `Event bus ${busName} does not exist.`);
  }
  return { EventId: randomUUID() };
};

const invalid = (ErrorCode: string, ErrorMessage: string): JsonObject => ({ ErrorCode, ErrorMessage });
