/** The context as JSON texts, one for each member, and how the result's numbers are to be read. */
import type { JsonValue } from '../contract/json.ts';
import type { HandlerContext } from '../contract/evaluation.ts';
import type { ContextTexts } from '../library/call/context.ts';

export function contextTexts(context: HandlerContext, showsNumbers: boolean): ContextTexts {
  return [
    knownText(context.arguments),
    knownText(context.identity),
    knownText(context.source),
    JSON.stringify(context.stash),
    JSON.stringify(context.prev),
    knownText(context.env),
    knownText(context.request),
    knownText(context.info),
    context.result === undefined ? undefined : JSON.stringify(context.result),
    context.error === undefined ? undefined : JSON.stringify(context.error),
    showsNumbers && context.isResultStored === true,
  ];
}

/** Several handlers of one field, and all fields of a request, get the same objects; nobody changes these. */
const texts = new WeakMap<object, string>();

function knownText(value: JsonValue | HandlerContext['env']): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
