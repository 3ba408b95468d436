/** `util.urlEncode`, `urlDecode`, `base64Encode`, `base64Decode`, `escapeJavaScript`. */
import { boundedList, charge, tick } from '../limits/limits.ts';
import { charCodeAt, fromCharCode, isArray, mapList, padStart } from '../kernel/natives.ts';
import { failCode, needString } from '../kernel/stop.ts';
import { toBytes, toText } from './utf8.ts';

function hex(value: number, digits: number): string {
  return padStart(value.toString(16), digits, '0').toUpperCase();
}

const UNESCAPED = /^[A-Za-z0-9.*_-]$/;

/** As `java.net.URLEncoder`: a blank becomes `+`. */
export function urlEncode(value: unknown): string {
  let encoded = '';
  for (const byte of toBytes(textOf(value, 'util.urlEncode'))) {
    tick();
    const character = fromCharCode(byte);
    if (UNESCAPED.test(character)) encoded += character;
    else encoded += byte === 0x20 ? '+' : `%${hex(byte, 2)}`;
  }
  return encoded;
}

/** As `java.net.URLDecoder`: a `%` without two digits is an error. */
export function urlDecode(value: unknown): string {
  const text = textOf(value, 'util.urlDecode');
  const bytes: number[] = [];
  let rest = text;
  while (rest !== '') {
    tick();
    const [, escape, plain = ''] =
      /^(?:%([0-9A-Fa-f]{2})|([^%]+))/.exec(rest) ?? failCode('util.urlDecode: not a URL-encoded string');
    if (escape !== undefined) bytes.push(parseInt(escape, 16));
    for (const byte of toBytes(plain)) bytes.push(byte === 0x2b ? 0x20 : byte);
    rest = rest.slice(escape === undefined ? plain.length : 3);
  }
  return toText(bytes);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Takes a string, as UTF-8, or a list of bytes. */
export function base64Encode(value: unknown): string {
  const bytes = isArray(value) ? mapList(boundedList(value), Number) : toBytes(textOf(value, 'util.base64Encode'));
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    tick();
    const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const missing = Math.max(0, index + 3 - bytes.length);
    for (let digit = 0; digit < 4 - missing; digit += 1) encoded += BASE64.charAt((bits >> (18 - 6 * digit)) & 63);
    encoded += '=='.slice(0, missing);
  }
  return encoded;
}

export function base64Decode(value: unknown): string {
  const text = textOf(value, 'util.base64Decode');
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    tick();
    if (character === '=') break;
    const digit = BASE64.indexOf(character);
    if (digit < 0) failCode('util.base64Decode: not a base64 string');
    bits = ((bits << 6) | digit) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return toText(bytes);
}

const ESCAPES: { readonly [character: string]: string } = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
};

/** As `StringEscapeUtils` of Apache Commons. */
export function escapeJavaScript(value: unknown): string {
  const text = textOf(value, 'util.escapeJavaScript');
  let escaped = '';
  for (let index = 0; index < text.length; index += 1) {
    tick();
    const character = text.charAt(index);
    const code = charCodeAt(text, index);
    escaped += ESCAPES[character] ?? (code < 0x20 || code > 0x7e ? `\\u${hex(code, 4)}` : character);
  }
  return escaped;
}

/** In units, at worst, for a character: its bytes as numbers, and what becomes of it one by one. */
const CONVERTED = 96;

function textOf(value: unknown, member: string): string {
  const text = needString(value, `${member} needs a string`);
  charge(CONVERTED * text.length);
  return text;
}
