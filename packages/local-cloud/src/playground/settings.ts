/** What the local cloud tells the playground's page: where the API is, and which tabs to open. Served as JSON. */

export type PlaygroundSettings = {
  /** Stands in the header and in the browser's title. */
  readonly title: string;
  /** Absolute, such as `http://localhost:4000/graphql`. */
  readonly graphqlUrl: string;
  /** Absolute, such as `ws://localhost:4000/graphql/realtime`. */
  readonly realtimeUrl: string;
  /** Left out where the API has none; then the Headers pane asks for an `Authorization`. */
  readonly apiKey?: string;
  readonly tabs: readonly PlaygroundTab[];
};

export type PlaygroundTab = {
  readonly title: string;
  /** GraphQL text of one named operation; by that name the page knows the tab again. */
  readonly query: string;
  /**
   * JSON text. A value `"{{createOrder.orderId}}"` stands for that field of the last answer that had it, whichever tab
   * asked. A subscription with such a value is started by itself as soon as a mutation has answered `createOrder`.
   */
  readonly variables?: string;
};
