/** `util.dynamodb`: values as DynamoDB's API writes them, in the forms that AppSync was captured to give. */
import { fromJson, toJson } from '../limits/json-text.ts';
import { hasOwn, isArray, isRecord, keys, mapList, mapMembers } from '../kernel/natives.ts';

export type TypedValue = { readonly [type: string]: unknown };

/** Numbers stay numbers inside `N`; lists become `L`, never sets. */
export function toDynamoDB(value: unknown): TypedValue {
  return typed(value);
}

/**
 * As the helpers of `@aws-appsync/utils/dynamodb` write a value: what `toStringSet` and its like have made is stored as
 * a set (AppSync Events guide, "DynamoDB module", its example of `toStringSet`).
 */
export function toAttribute(value: unknown): TypedValue {
  return typedWithSets(value);
}

type Members = { readonly [name: string]: unknown };
type Convert = (value: unknown) => TypedValue;

function createConvert(isTyped: (members: Members) => boolean): Convert {
  const convert: Convert = (value) => {
    if (typeof value === 'string') return { S: value };
    if (typeof value === 'number') return { N: value };
    if (typeof value === 'boolean') return { BOOL: value };
    if (isArray(value)) return { L: mapList(value, convert) };
    if (!isRecord(value)) return { NULL: null };
    return isTyped(value) ? value : { M: mapMembers(value, convert) };
  };
  return convert;
}

function isSet(members: Members): boolean {
  const [type = '', ...others] = keys(members);
  return others.length === 0 && hasOwn(SETS, type) && isArray(members[type]);
}

const SETS = { SS: true, NS: true, BS: true };

const typed = createConvert(() => false);
const typedWithSets = createConvert(isSet);

/** Null for null, as the whole family except `toDynamoDB` has it. */
function unlessNull<Result>(convert: (value: unknown) => Result) {
  return (value?: unknown): Result | null => (value === undefined || value === null ? null : convert(value));
}

const toMapValues = unlessNull((value) => (isRecord(value) ? mapMembers(value, typed) : null));

/** The values of an item, sets included. */
export const toItem = unlessNull((value) => (isRecord(value) ? mapMembers(value, typedWithSets) : null));

function toS3Object(key?: unknown, bucket?: unknown, region?: unknown, version?: unknown): TypedValue | null {
  if (key === undefined || key === null) return null;
  const s3 = version === undefined || version === null ? { key, bucket, region } : { key, bucket, region, version };
  return { S: toJson({ s3 }) };
}

/** Takes the string, or the typed value that holds it; returns what lies below `s3` (`@aws-appsync/utils`, `dynamodb-utils`). */
function fromS3ObjectJson(value: unknown): unknown {
  const text = isRecord(value) ? value['S'] : value;
  const object: unknown = typeof text === 'string' ? fromJson(text) : null;
  return isRecord(object) ? (object['s3'] ?? null) : null;
}

export const dynamodb = {
  toDynamoDB,
  toString: unlessNull((value) => ({ S: value })),
  toStringSet: unlessNull((value) => ({ SS: value })),
  toNumber: unlessNull((value) => ({ N: value })),
  toNumberSet: unlessNull((value) => ({ NS: value })),
  toBinary: unlessNull((value) => ({ B: value })),
  toBinarySet: unlessNull((value) => ({ BS: value })),
  toBoolean: unlessNull((value) => ({ BOOL: value })),
  toNull: () => ({ NULL: null }),
  toList: unlessNull((value) => (isArray(value) ? { L: mapList(value, typed) } : null)),
  toMap: unlessNull((value) => (isRecord(value) ? { M: mapMembers(value, typed) } : null)),
  toMapValues,
  toS3Object,
  fromS3ObjectJson,
};
