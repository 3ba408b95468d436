/** The settings of the playground's page: the API's addresses, and the tabs to open. Served as JSON. */
import { isObject } from '../kernel/json.ts';

export type PlaygroundSettings = {
  /** Shown in the header and in the browser's title. */
  readonly title: string;
  /** Absolute, such as `http://localhost:4000/graphql`. */
  readonly graphqlUrl: string;
  /** Absolute, such as `ws://localhost:4000/graphql/realtime`. */
  readonly realtimeUrl: string;
  /** Left out if the API has none. */
  readonly apiKey?: string;
  /** Users as whom the API can be called. */
  readonly callers: readonly PlaygroundCaller[];
  readonly tabs: readonly PlaygroundTab[];
};

export type PlaygroundCaller = {
  readonly name: string;
  /** Where a token of theirs is to be had as plain text, such as `/tokens?sub=alice`. */
  readonly tokenUrl: string;
};

export type PlaygroundTab = {
  readonly title: string;
  /** A GraphQL document of one named operation; the page finds the tab again by that name. */
  readonly query: string;
  /**
   * JSON. A value `"{{createOrder.orderId}}"` stands for that field of the last response that had it, in any tab. The
   * page starts a subscription with such a value as soon as a mutation returns `createOrder`.
   */
  readonly variables?: string | undefined;
};

/** True for settings as `createPlayground` serves them. */
export function isSettings(value: unknown): value is PlaygroundSettings {
  if (!isObject(value) || !isTabs(value['tabs']) || !Array.isArray(value['callers'])) return false;
  return ['title', 'graphqlUrl', 'realtimeUrl'].every((name) => typeof value[name] === 'string');
}

/** True for a list of tabs, as the settings and the browser's storage hold it. */
export function isTabs(value: unknown): value is readonly PlaygroundTab[] {
  return Array.isArray(value) && value.every((tab) => isObject(tab) && typeof tab['query'] === 'string');
}
