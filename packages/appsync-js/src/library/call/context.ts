/**
 * `ctx`, made of the JSON texts that come into the realm: nothing of the outside is ever reachable from it. Most
 * handlers look at few of its members, so each is parsed when it is first asked for.
 */
import { toJson } from '../limits/json-text.ts';
import { create, defineProperty, freeze, isRecord, parseJson } from '../kernel/natives.ts';
import { forgetStoredNumbers, markStoredNumbers } from './stored-numbers.ts';

/** In this order; undefined stands for a member that is not there. */
export type ContextTexts = readonly [
  args: string,
  identity: string,
  source: string,
  stash: string,
  prev: string,
  env: string,
  request: string,
  info: string,
  result: string | undefined,
  error: string | undefined,
  /** Whether the numbers of `result` were read from DynamoDB, and code could tell. */
  hasStoredNumbers: boolean,
];

const IDENTITY = 1;
const STASH = 3;
const INFO = 7;
const RESULT = 8;
const ERROR = 9;
const HAS_STORED_NUMBERS = 10;

/** Those of the one handler call that is under way. */
let texts: ContextTexts;
let values: unknown[];

/** The same frozen object for every call: its getters give what belongs to the call. */
export function createContext(newTexts: ContextTexts): object {
  texts = newTexts;
  values = [];
  forgetStoredNumbers();
  if (texts[RESULT] === undefined) return texts[ERROR] === undefined ? WITHOUT_RESULT : WITH_ERROR;
  return texts[ERROR] === undefined ? WITH_RESULT : WITH_RESULT_AND_ERROR;
}

export function readIdentity(): unknown {
  return read(IDENTITY);
}

/** The stash as JSON text if it is not what it was. */
export function changedStash(): string | undefined {
  if (values[STASH] === undefined) return undefined;
  const text = toJson(values[STASH]);
  return text === texts[STASH] ? undefined : text;
}

function read(index: Member): unknown {
  if (values[index] === undefined) values[index] = parse(index);
  return values[index];
}

function parse(index: Member): unknown {
  const value: unknown = parseJson(texts[index] ?? 'null');
  if (index === RESULT && texts[HAS_STORED_NUMBERS]) return markStoredNumbers(value);
  return index === INFO ? hideSelectionLists(value) : value;
}

/** The place of a text. */
type Member = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

function memberAt(index: Member): PropertyDescriptor {
  return {
    get: () => read(index),
    enumerable: true,
    configurable: true,
  };
}

const MEMBERS: PropertyDescriptorMap = {
  arguments: memberAt(0),
  args: memberAt(0),
  identity: memberAt(IDENTITY),
  source: memberAt(2),
  stash: memberAt(STASH),
  prev: memberAt(4),
  env: memberAt(5),
  request: memberAt(6),
  info: memberAt(INFO),
};

function contextWith(others: PropertyDescriptorMap): object {
  return freeze(create(Object.prototype, { ...MEMBERS, ...others }));
}

const WITHOUT_RESULT = contextWith({});
const WITH_RESULT = contextWith({ result: memberAt(RESULT) });
const WITH_ERROR = contextWith({ error: memberAt(ERROR) });
const WITH_RESULT_AND_ERROR = contextWith({ result: memberAt(RESULT), error: memberAt(ERROR) });

/** They are there for whoever asks for them by name, but not for `JSON.stringify(ctx.info)`. */
function hideSelectionLists(info: unknown): unknown {
  if (!isRecord(info)) return info;
  for (const name of ['selectionSetList', 'selectionSetGraphQL']) {
    defineProperty(info, name, { value: info[name], enumerable: false, writable: true, configurable: true });
  }
  return info;
}
