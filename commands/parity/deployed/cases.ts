/** Makes cases of questions and conversations that are written down as data. */
import type { Json } from '../../json.ts';
import type { Answer, Case } from '../case.ts';
import type { DeployedApi } from './api.ts';
import { askOverHttp } from './ask-over-http.ts';
import type { HttpQuestion } from './ask-over-http.ts';
import { converse } from './converse.ts';
import type { Conversation } from './converse.ts';
import { OrderNotPlaced } from './order.ts';
import type { PreparedOrder } from './order.ts';

/** What a case needs of an API: a key that it gives out, an order that may be placed with it, the token of a user. */
type Need = 'key' | 'order' | 'user';

export type DeployedCase = Case<DeployedApi> & { readonly needs: readonly Need[] };

type Titled = {
  /** A plain sentence about what should happen. */
  readonly name: string;
  /** That of the group when left out. */
  readonly source?: string;
  readonly needs?: Need | readonly Need[];
};

export type HttpCase = Titled & HttpQuestion;
export type ConversationCase = Titled & Conversation;

type Group = { readonly group: string; readonly source: string };

export function httpCases(group: Group, cases: readonly HttpCase[]): readonly DeployedCase[] {
  return cases.map(({ name, source, needs, ...question }) => ({
    group: group.group,
    name,
    source: source ?? group.source,
    needs: [needs ?? []].flat(),
    shows: shown(question),
    run: (api) => withOrder(api, needs, (order) => askOverHttp(api, question, order)),
  }));
}

export function conversationCases(group: Group, cases: readonly ConversationCase[]): readonly DeployedCase[] {
  return cases.map(({ name, source, needs, ...conversation }) => ({
    group: group.group,
    name,
    source: source ?? group.source,
    needs: [needs ?? []].flat(),
    shows: shown(conversation),
    run: (api) => withOrder(api, needs, (order) => converse(api, conversation, order)),
  }));
}

async function withOrder(
  api: DeployedApi,
  needs: Titled['needs'],
  ask: (order?: PreparedOrder) => Promise<Answer>,
): Promise<Answer> {
  if (![needs].flat().includes('order')) return ask();
  try {
    const order = await api.order();
    return await api.inTurn(() => ask(order));
  } catch (error) {
    if (error instanceof OrderNotPlaced) return { order: `could not be placed: ${error.message}` };
    throw error;
  }
}

/** As much of a question as fits into an issue. */
const MAX_SHOWN_CHARACTERS = 500;

function shown(question: object): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(question)
      .filter(([, value]) => value !== undefined && typeof value !== 'function')
      .map(([name, value]: readonly [string, unknown]) => [name, shorten(value)]),
  );
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN_CHARACTERS
    ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}… (${text.length} characters)`
    : text;
}
