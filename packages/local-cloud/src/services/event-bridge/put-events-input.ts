/** What PutEvents takes (API reference of EventBridge). */

import type { JsonObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import { checkInput } from '../../aws/check-input.ts';
import type { Structure } from '../../aws/check-input.ts';
import { isJsonObject, isObject, parseObject, stringAt } from '../../kernel/json.ts';

const TEXT = { type: 'text' } as const;

const INPUT: Structure = {
  type: 'structure',
  required: ['Entries'],
  members: {
    EndpointId: { ...TEXT, min: 1, max: 50, pattern: /^[A-Za-z0-9-]+\.[A-Za-z0-9-]+$/ },
    Entries: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        members: {
          Time: { type: 'timestamp' },
          Source: TEXT,
          DetailType: TEXT,
          Detail: TEXT,
          EventBusName: {
            ...TEXT,
            min: 1,
            max: 1600,
            pattern: /^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/,
          },
          Resources: { type: 'list', of: { ...TEXT, max: 2048 } },
          TraceHeader: { ...TEXT, min: 1, max: 500 },
        },
      },
    },
  },
};

/** 1 MB since January 2026; exactly that was taken and a byte more was not when it was measured. */
const LIMIT_BYTES = 1_048_576;

/** The entries of the request. Throws `ValidationException` or `SerializationException`, which fail all of them. */
export function readEntries(input: JsonObject): readonly JsonObject[] {
  checkInput(input, INPUT);
  const entries = (Array.isArray(input['Entries']) ? input['Entries'] : []).filter(isJsonObject);
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (size <= LIMIT_BYTES) return entries;
  throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
}

/** As the user guide counts it ("Calculating PutEvents event entry size"). */
function sizeOf(entry: JsonObject): number {
  const resources = Array.isArray(entry['Resources']) ? entry['Resources'] : [];
  const texts = [entry['Source'], entry['DetailType'], entry['Detail'], ...resources];
  const bytes = texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  return bytes + (entry['Time'] === undefined ? 0 : 14);
}

export type Refusal = { readonly ErrorCode: string; readonly ErrorMessage: string };

export type EntryParts = { readonly source: string; readonly detailType: string; readonly detail: JsonObject };

/** What an entry says, or why it alone is refused. */
export function readEntry(entry: JsonObject): EntryParts | Refusal {
  const [source, detailType, text] = [
    stringAt(entry, 'Source'),
    stringAt(entry, 'DetailType'),
    stringAt(entry, 'Detail'),
  ];
  if (!source) return invalid('Source', 'Source is a required argument.');
  if (!detailType) return invalid('DetailType', 'DetailType is a required argument.');
  if (!text) return invalid('Detail', 'Detail is a required argument.');
  if (source.length > MAX_SOURCE_CHARACTERS)
    return invalid('Source', `Source is longer than ${MAX_SOURCE_CHARACTERS} characters.`);
  if (detailType.length > MAX_TYPE_CHARACTERS)
    return invalid('DetailType', `DetailType is longer than ${MAX_TYPE_CHARACTERS} characters.`);
  if (/^aws\./i.test(source)) return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detail = parseObject(text);
  if (!detail || isDeeperThan(detail, MAX_LEVELS)) return refuse('MalformedDetail', 'Detail is malformed.');
  return { source, detailType, detail };
}

const MAX_SOURCE_CHARACTERS = 256;
const MAX_TYPE_CHARACTERS = 128;
/** Levels of nested JSON ("PutEvents", API reference). */
const MAX_LEVELS = 1000;

function isDeeperThan(value: JsonObject, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one) => membersOf(one));
  }
  return false;
}

function membersOf(value: unknown): readonly unknown[] {
  return isObject(value) || Array.isArray(value) ? Object.values<unknown>(value) : [];
}

function refuse(ErrorCode: string, ErrorMessage: string): Refusal {
  return { ErrorCode, ErrorMessage };
}

function invalid(name: string, reason: string): Refusal {
  return refuse('InvalidArgument', `Parameter ${name} is not valid. Reason: ${reason}`);
}
