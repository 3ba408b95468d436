/** Message attributes ("Message metadata for Amazon SQS", developer guide): what they may be, their digest and their size. */

import { createHash } from 'node:crypto';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { invalidParameter } from './errors.ts';
import { hasOnlyValidCharacters, INVALID_CHARACTERS } from './valid-characters.ts';

const MAX_ATTRIBUTES = 10;
const MAX_NAME_CHARACTERS = 256;

/** Throws `InvalidParameterValueException` for the first attribute that SQS rejects. */
export function checkAttributes(attributes: JsonObject): void {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  for (const [name, attribute] of entries) {
    checkName(name);
    checkValue(name, isJsonObject(attribute) ? attribute : {});
  }
}

function checkName(name: string): void {
  if (name.length > MAX_NAME_CHARACTERS)
    throw invalidParameter(`Message (user) attribute names must be shorter than ${MAX_NAME_CHARACTERS} Bytes`);
  if (!/^[\w.-]+$/.test(name))
    throw invalidParameter(
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and ' +
        'underscores. ',
    );
  if (/^(aws|amazon)\.|^\.|\.$|\.\./i.test(name))
    throw invalidParameter(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for " +
        "internal use. Additionally, they cannot start or end with '.'.",
    );
}

function checkValue(name: string, attribute: JsonObject): void {
  const dataType = stringAt(attribute, 'DataType');
  if (!dataType)
    throw invalidParameter(`The message attribute '${name}' must contain a non-empty message attribute type.`);
  const kind = kindOf(dataType);
  if (!kind)
    throw invalidParameter(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type ` +
        'prefixes: Binary, Number, String.',
    );
  const value = valueOf(attribute);
  if (value === undefined || value.length === 0)
    throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
  if (kind === 'Binary') return;
  if (!hasOnlyValidCharacters(stringAt(attribute, 'StringValue') ?? '')) throw invalidParameter(INVALID_CHARACTERS);
  if (kind === 'Number' && !isNumeric(stringAt(attribute, 'StringValue') ?? ''))
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
}

const KINDS = ['String', 'Number', 'Binary'] as const;

/** A type may have a label of its own after a period, as in `Number.float`. */
function kindOf(dataType: string): (typeof KINDS)[number] | undefined {
  const [prefix] = dataType.split('.', 1);
  return KINDS.find((kind) => kind === prefix);
}

function isNumeric(text: string): boolean {
  return text.trim() === text && Number.isFinite(Number(text));
}

function isBinary(attribute: JsonObject): boolean {
  return kindOf(stringAt(attribute, 'DataType') ?? '') === 'Binary';
}

function valueOf(attribute: JsonObject): Buffer | undefined {
  const text = stringAt(attribute, isBinary(attribute) ? 'BinaryValue' : 'StringValue');
  return text === undefined ? undefined : Buffer.from(text, isBinary(attribute) ? 'base64' : 'utf8');
}

const STRING_TRANSPORT = Buffer.from([1]);
const BINARY_TRANSPORT = Buffer.from([2]);

/** The MD5 digest by which SDKs check that attributes arrived whole; undefined without attributes. */
export function digestOf(attributes: JsonObject): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = objectOf(attributes[name]);
    hash.update(withLength(Buffer.from(name)));
    hash.update(withLength(Buffer.from(stringAt(attribute, 'DataType') ?? '')));
    hash.update(isBinary(attribute) ? BINARY_TRANSPORT : STRING_TRANSPORT);
    hash.update(withLength(valueOf(attribute) ?? Buffer.of()));
  }
  return hash.digest('hex');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Names, types and values count towards the size of the message. */
export function sizeOf(attributes: JsonObject): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => {
    const attribute = objectOf(value);
    const type = Buffer.byteLength(stringAt(attribute, 'DataType') ?? '');
    return sum + Buffer.byteLength(name) + type + (valueOf(attribute)?.length ?? 0);
  }, 0);
}

/** The attributes that a receiver asked for: by name, by `prefix.*`, or all with `All` or `.*`. */
export function selectAttributes(attributes: JsonObject, wanted: readonly string[]): JsonObject {
  const matches = (name: string) =>
    wanted.some((one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => matches(name)));
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
