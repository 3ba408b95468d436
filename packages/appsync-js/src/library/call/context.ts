/**
 * `ctx`, made of the JSON that comes into the realm: handler code never reaches an object from outside. Most handlers
 * read few of its members, so each is parsed when it is first read.
 */
import { create, defineProperty, freeze, isRecord, parseJson } from '../kernel/natives.ts';
import { toJson } from '../limits/json-text.ts';
import { forgetStoredNumbers, markStoredNumbers } from './stored-numbers.ts';

/** Each member of `ctx` as JSON; undefined for a member that isn't there. */
export type ContextJson = {
  readonly arguments: string;
  readonly identity: string;
  readonly source: string;
  readonly stash: string;
  readonly prev: string;
  readonly env: string;
  readonly request: string;
  readonly info: string;
  readonly result: string | undefined;
  readonly error: string | undefined;
  /** Whether the numbers of `result` were read from DynamoDB, and code could tell. */
  readonly hasStoredNumbers: boolean;
};

type Member = Exclude<keyof ContextJson, 'hasStoredNumbers'>;

/** Those of the handler call that is under way. */
let json: ContextJson;
let values: { [Name in Member]?: unknown };

/** The same frozen object for every call: its getters return what belongs to the call. */
export function createContext(newJson: ContextJson): object {
  json = newJson;
  values = {};
  forgetStoredNumbers();
  if (json.result === undefined) return json.error === undefined ? WITHOUT_RESULT : WITH_ERROR;
  return json.error === undefined ? WITH_RESULT : WITH_RESULT_AND_ERROR;
}

export function readIdentity(): unknown {
  return read('identity');
}

/** The stash as JSON if the handler has changed it. */
export function changedStash(): string | undefined {
  if (values.stash === undefined) return undefined;
  const stash = toJson(values.stash);
  return stash === json.stash ? undefined : stash;
}

function read(name: Member): unknown {
  if (values[name] === undefined) values[name] = parse(name);
  return values[name];
}

function parse(name: Member): unknown {
  const value = parseJson(json[name] ?? 'null');
  if (name === 'result' && json.hasStoredNumbers) return markStoredNumbers(value);
  return name === 'info' ? hideSelectionLists(value) : value;
}

function getterOf(name: Member): PropertyDescriptor {
  return { get: () => read(name), enumerable: true, configurable: true };
}

const MEMBERS: PropertyDescriptorMap = {
  arguments: getterOf('arguments'),
  args: getterOf('arguments'),
  identity: getterOf('identity'),
  source: getterOf('source'),
  stash: getterOf('stash'),
  prev: getterOf('prev'),
  env: getterOf('env'),
  request: getterOf('request'),
  info: getterOf('info'),
};

function contextWith(others: PropertyDescriptorMap): object {
  return freeze(create(Object.prototype, { ...MEMBERS, ...others }));
}

const WITHOUT_RESULT = contextWith({});
const WITH_RESULT = contextWith({ result: getterOf('result') });
const WITH_ERROR = contextWith({ error: getterOf('error') });
const WITH_RESULT_AND_ERROR = contextWith({ result: getterOf('result'), error: getterOf('error') });

/** Code can read them by name; `JSON.stringify(ctx.info)` leaves them out. */
function hideSelectionLists(info: unknown): unknown {
  if (!isRecord(info)) return info;
  for (const name of ['selectionSetList', 'selectionSetGraphQL']) {
    defineProperty(info, name, { value: info[name], enumerable: false, writable: true, configurable: true });
  }
  return info;
}
