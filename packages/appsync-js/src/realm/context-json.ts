/** Writes each member of a handler's context as JSON. */
import type { HandlerContext } from '../contract/evaluation.ts';
import type { JsonValue } from '../contract/json.ts';
import type { ContextJson } from '../library/call/context.ts';

/** `showsNumbers` says whether the code could tell a number that was read from DynamoDB from others. */
export function contextJson(context: Partial<HandlerContext>, showsNumbers: boolean): ContextJson {
  return {
    arguments: knownJson(context.arguments ?? NONE),
    identity: knownJson(context.identity ?? null),
    source: knownJson(context.source ?? null),
    stash: JSON.stringify(context.stash ?? NONE),
    prev: JSON.stringify(context.prev ?? null),
    env: knownJson(context.env ?? NONE),
    request: knownJson(context.request ?? NO_REQUEST),
    info: knownJson(context.info ?? NONE),
    result: context.result === undefined ? undefined : JSON.stringify(context.result),
    error: context.error === undefined ? undefined : JSON.stringify(context.error),
    hasStoredNumbers: showsNumbers && context.isResultStored === true,
  };
}

const NONE = {};
const NO_REQUEST = { headers: {}, domainName: null };

/** Several handlers of one field, and all fields of a request, get the same objects, which nothing changes. */
const known = new WeakMap<object, string>();

function knownJson(value: JsonValue | HandlerContext['env']): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const written = known.get(value);
  if (written !== undefined) return written;
  const json = JSON.stringify(value);
  known.set(value, json);
  return json;
}
