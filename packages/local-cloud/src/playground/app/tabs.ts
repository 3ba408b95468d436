/** Merges the tabs that the settings offer into those that GraphiQL has kept in the browser, and titles them. */
import { isObject } from '../../kernel/json.ts';
import { isTabs } from '../settings.ts';
import type { PlaygroundTab } from '../settings.ts';
import { operationIn } from './operation.ts';

const KEYS = {
  /** GraphiQL's own: all tabs, and the contents of the active one. */
  tabState: 'graphiql:tabState',
  query: 'graphiql:query',
  variables: 'graphiql:variables',
  /** Ours: the tabs that were offered last. */
  offered: 'playground:offeredTabs',
};

/** A tab as GraphiQL keeps it: the members that matter here. */
type KeptTab = {
  readonly query: string | null;
  readonly variables?: string | null;
  readonly operationName: string | null;
  title: string;
};

/**
 * Puts the offered tabs into GraphiQL's storage before it starts. At the first visit and after a change of the offer
 * they come first and the first one is active; tabs that the user wrote or altered stay behind them.
 */
export function offerTabs(offered: readonly PlaygroundTab[], storage: Pick<Storage, 'getItem' | 'setItem'>): void {
  const kept = readKept(storage.getItem(KEYS.tabState));
  const offer = JSON.stringify(offered);
  const previousOffer = storage.getItem(KEYS.offered);
  if (kept && previousOffer === offer) {
    titleTabs(kept.tabs, offered);
    storage.setItem(KEYS.tabState, JSON.stringify(kept));
    return;
  }

  const fresh = offered.map(toKept);
  const previous: unknown = previousOffer ? JSON.parse(previousOffer) : [];
  const untouched = new Set((isTabs(previous) ? previous : []).map(toKept).map(contentOf));
  const own = (kept?.tabs ?? []).filter((tab) => tab.query && !untouched.has(contentOf(tab)));
  titleTabs(own, offered);
  storage.setItem(KEYS.tabState, JSON.stringify({ tabs: [...fresh, ...own], activeTabIndex: 0 }));
  storage.setItem(KEYS.query, fresh[0]?.query ?? '');
  storage.setItem(KEYS.variables, fresh[0]?.variables ?? '');
  storage.setItem(KEYS.offered, offer);
}

/** GraphiQL calls a tab by its operation. A tab with an offered operation gets the offered title. */
export function titleTabs(tabs: readonly KeptTab[], offered: readonly PlaygroundTab[]): void {
  for (const tab of tabs) tab.title = offeredFor(tab.operationName, offered)?.title ?? tab.title;
}

/** The offered tab that holds the operation of this name. */
export function offeredFor(operationName: string | null | undefined, offered: readonly PlaygroundTab[]) {
  return operationName ? offered.find((tab) => operationIn(tab.query).operationName === operationName) : undefined;
}

function toKept({ title, query, variables }: PlaygroundTab) {
  const operationName = operationIn(query).operationName ?? null;
  const id = `${operationName}-${Date.now()}`;
  return { id, hash: null, title, operationName, query, variables: variables ?? null, headers: null, response: null };
}

function contentOf({ query, variables }: KeptTab): string {
  return JSON.stringify([query, variables || null]);
}

function readKept(text: string | null): TabState | undefined {
  if (!text) return undefined;
  const state: unknown = JSON.parse(text);
  return isTabState(state) ? state : undefined;
}

type TabState = { readonly tabs: readonly KeptTab[] };

function isTabState(value: unknown): value is TabState {
  return isObject(value) && Array.isArray(value['tabs']) && value['tabs'].every(isObject);
}
