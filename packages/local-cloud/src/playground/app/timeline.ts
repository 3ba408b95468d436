/** The pushes of each tab's last subscription, in the order of arrival, for the list below the response. */
import type { DataPayload, ErrorsPayload } from '@ordersaga/appsync-realtime';

/** Older pushes than these are dropped, so that a subscription may stay open for days. */
const MAX_PUSHES = 500;

export type Push = { readonly number: number; readonly at: Date; readonly payload: DataPayload };

export type Timeline = {
  readonly title: string;
  readonly state: 'connecting' | 'listening' | 'ended';
  readonly pushes: readonly Push[];
  /** Why it ended, unless the user stopped it. */
  readonly failure?: ErrorsPayload;
  readonly stop: () => void;
};

/** A timeline as its subscription writes to it. */
export type Feed = {
  readonly listening: () => void;
  readonly push: (payload: DataPayload) => void;
  readonly end: (failure?: ErrorsPayload) => void;
};

export type Timelines = ReturnType<typeof createTimelines>;

/** Holds one timeline for each tab and shows that of the active tab; `watch` and `shown` are for React. */
export function createTimelines() {
  const byTab = new Map<string, Timeline>();
  const watchers = new Set<() => void>();
  let activeTab = '';

  const notify = () => watchers.forEach((watcher) => watcher());
  const clear = (tab: string) => {
    byTab.get(tab)?.stop();
    byTab.delete(tab);
    notify();
  };

  return {
    watch: (watcher: () => void) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    shown: () => byTab.get(activeTab),
    /** Follows GraphiQL to another tab, and ends the subscriptions of closed tabs. */
    show: (openTabs: readonly string[], tab: string) => {
      activeTab = tab;
      for (const known of byTab.keys()) if (!openTabs.includes(known)) clear(known);
      notify();
    },
    /** The active tab runs a new operation: ends its subscription before. */
    clear: () => clear(activeTab),
    /** Begins the active tab's timeline. `open` starts its subscription, and returns a function that ends it. */
    begin: (title: string, open: (feed: Feed) => () => void): (() => void) => {
      const tab = activeTab;
      const update = (next: (timeline: Timeline) => Partial<Timeline>) => {
        const timeline = byTab.get(tab);
        if (timeline) byTab.set(tab, { ...timeline, ...next(timeline) });
        notify();
      };
      const stop = open({
        listening: () => update(() => ({ state: 'listening' })),
        push: (payload) =>
          update(({ pushes }) => ({ pushes: [...pushes, nextPush(pushes, payload)].slice(-MAX_PUSHES) })),
        end: (failure) => update(() => ({ state: 'ended', ...(failure && { failure }) })),
      });
      byTab.set(tab, { title, state: 'connecting', pushes: [], stop });
      notify();
      return stop;
    },
  };
}

function nextPush(pushes: readonly Push[], payload: DataPayload): Push {
  return { number: (pushes.at(-1)?.number ?? 0) + 1, at: new Date(), payload };
}
