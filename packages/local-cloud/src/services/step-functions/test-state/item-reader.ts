/** Reads `mapItemReaderData`: what the ItemReader of a Map state would find in S3 ("ItemReader", developer guide). */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, objectAt, parseJson, stringAt } from '../../../kernel/json.ts';
import type { JsonValue } from '../../../kernel/json.ts';
import { runtimeError } from '../errors/states-error.ts';
import { itemsOf } from '../state-actions/map.ts';
import type { ActiveState } from '../state-actions/state-action.ts';
import { unsupported } from './unsupported.ts';

/** The items. Throws `ValidationException` for data that isn't JSON, and `States.Runtime` for data without a list. */
export function readItems(text: string, state: ActiveState): readonly JsonValue[] {
  const reader = objectAt(state.fields, 'ItemReader');
  const config = objectAt(reader, 'ReaderConfig');
  const type = stringAt(config, 'InputType') ?? 'JSON';
  if (!['JSON', 'JSONL'].includes(type)) throw unsupported([`mapItemReaderData of the InputType ${type}`]);
  if (type === 'JSONL') return text.split('\n').filter(Boolean).map(parse);
  const read = parse(text);
  const pointer = stringAt(config, 'ItemsPointer');
  const found = pointer === undefined ? read : pointed(read, pointer);
  if (pointer !== undefined) state.observe?.('afterItemsPointer', found);
  return itemsOf({ ...state, data: { ...state.data, input: found } });
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    throw new AwsError('ValidationException', 'mapItemReaderData must be valid JSON');
  }
}

/** RFC 6901. */
function pointed(value: JsonValue, pointer: string): JsonValue {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((at, token) => {
      const member = Array.isArray(at) ? at[Number(token)] : isJsonObject(at) ? at[token] : undefined;
      if (member !== undefined) return member;
      throw runtimeError(`The ItemsPointer "${pointer}" finds nothing in the data of the ItemReader.`);
    }, value);
}
