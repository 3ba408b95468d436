/**
 * `util.xml`. AWS shows two examples, which fit the rules of the JSON-java library; this file follows these rules.
 */
import { toJson } from '../limits/json-text.ts';
import { charge } from '../limits/limits.ts';
import { fromCodePoint, hasOwn, indexOf, isArray, isRecord, keys } from '../kernel/natives.ts';
import { failCode, needString } from '../kernel/stop.ts';

/** In units, at worst, for a character, and for a token. */
const READ = 16;
const TOKEN_READ = 512;

type Element = { [name: string]: unknown };

function toMap(text: unknown): Element {
  const xml = needString(text, 'util.xml needs a text');
  charge(READ * xml.length);
  const root: Element = {};
  const end = readContent({ xml, open: [] }, 0, root);
  return end === xml.length ? root : failMalformed();
}

/** With `stringEncode` the JSON text is itself written as a JSON string. */
function toJsonString(text: unknown, stringEncode?: unknown): string | undefined {
  const json = toJson(toMap(text));
  return stringEncode === true ? toJson(json) : json;
}

export const xml = { toMap, toJsonString };

type Reader = { readonly xml: string; readonly open: string[] };

function failMalformed(): never {
  return failCode('util.xml: the text is no well-formed XML');
}

/** What a document consists of, in the order in which it is tried. */
const TOKEN = new RegExp(
  [
    '<!--[^]*?-->',
    '<\\?[^]*?\\?>',
    '<!\\[CDATA\\[(?<raw>[^]*?)\\]\\]>',
    '<![^>]*>',
    '</(?<closed>[^\\s>]+)\\s*>',
    `<(?<opened>[^\\s/>!?]+)(?<attributes>(?:\\s+[^\\s=/>]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*(?<empty>/?)>`,
    '(?<words>[^<]+)',
  ].join('|'),
  'y',
);

/** What the tokens that can hold anything end with. */
const ENDS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
];

/** Without its end such a token would be looked for up to the end of the text, and then taken for another one. */
function checkEnd(xml: string, index: number): void {
  for (const [start, end] of ENDS) {
    if (xml.startsWith(start, index) && indexOf(xml, end, index + start.length) < 0) failMalformed();
  }
}

/** Reads into `target` until its closing tag, and gives the index behind that. */
function readContent(reader: Reader, start: number, target: Element): number {
  let index = start;
  let content = '';
  while (index < reader.xml.length) {
    charge(TOKEN_READ);
    checkEnd(reader.xml, index);
    TOKEN.lastIndex = index;
    const { raw, closed, opened, attributes = '', empty, words } = TOKEN.exec(reader.xml)?.groups ?? failMalformed();
    index = TOKEN.lastIndex;
    if (closed !== undefined) {
      if (reader.open.pop() !== closed) failMalformed();
      addText(target, content);
      return index;
    }
    if (opened !== undefined) {
      index = readElement(reader, index, { name: opened, attributes, isEmpty: empty === '/' }, target);
    }
    content += raw ?? (words === undefined ? '' : unescape(words));
  }
  if (reader.open.length > 0 || content.trim() !== '') failMalformed();
  return index;
}

type Tag = { readonly name: string; readonly attributes: string; readonly isEmpty: boolean };

function readElement(reader: Reader, start: number, { name, attributes, isEmpty }: Tag, parent: Element): number {
  const element: Element = {};
  let rest = attributes.trim();
  while (rest !== '') {
    const [pair, attribute = '', double, single = ''] =
      /^([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*/.exec(rest) ?? failMalformed();
    element[attribute] = valueOf(unescape(double ?? single));
    rest = rest.slice(pair.length);
  }
  let end = start;
  if (!isEmpty) {
    reader.open.push(name);
    end = readContent(reader, start, element);
  }
  addMember(parent, name, simplify(element));
  return end;
}

function addText(element: Element, content: string): void {
  if (content.trim() !== '') addMember(element, 'content', valueOf(content.trim()));
}

/** A name that comes again makes a list. */
function addMember(element: Element, name: string, value: unknown): void {
  const known = hasOwn(element, name) ? element[name] : undefined;
  if (known === undefined) element[name] = value;
  else if (isArray(known)) known.push(value);
  else element[name] = [known, value];
}

/** An element of nothing but text is that text; an empty one is a blank text. */
function simplify(element: Element): unknown {
  const names = keys(element);
  if (names.length === 0) return '';
  return names.length === 1 && hasOwn(element, 'content') && !isRecord(element['content'])
    ? element['content']
    : element;
}

/** Numbers, booleans and null are taken out of their texts, unless that would change how they are written. */
function valueOf(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  return /^-?\d/.test(text) && `${Number(text)}` === text ? Number(text) : text;
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function unescape(text: string): string {
  const [first = '', ...others] = text.split('&');
  let plain = first;
  for (const other of others) {
    const [entity, hex, decimal, name = ''] = /^(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/.exec(other) ?? failMalformed();
    const character =
      hex === undefined && decimal === undefined
        ? hasOwn(ENTITIES, name) && ENTITIES[name]
        : fromCodePoint(parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16));
    plain += `${character || failMalformed()}${other.slice(entity.length)}`;
  }
  return plain;
}
