/** The subscribers of all connections, and which of them an event or an invalidation concerns. */
import type { Invalidation } from '@ordersaga/appsync-js';
import type { Api, PublishedEvent, Subscription } from '../api.ts';

export type Subscriber = {
  readonly subscription: Subscription;
  /** Takes the payload of a `data` message as JSON. */
  readonly deliver: (payload: string) => void;
  /** The subscription was invalidated. */
  readonly end: () => void;
};

export type Subscribers = {
  add(subscriber: Subscriber): void;
  delete(subscriber: Subscriber): void;
  /** Stops listening to the API. */
  close(): void;
};

/** Listens to the API's events and delivers each to its subscribers, in the order of the events. */
export function createSubscribers(api: Pick<Api, 'onPublish' | 'onInvalidate'>): Subscribers {
  const byField = new Map<string, Set<Subscriber>>();
  const of = (field: string): Iterable<Subscriber> => byField.get(field) ?? [];

  const publish = (event: PublishedEvent): void => {
    for (const { subscription, deliver } of event.subscriptionFields.flatMap((field) => [...of(field)])) {
      if (subscription.matches(event)) deliver(subscription.format(event));
    }
  };

  const invalidate = (invalidation: Invalidation): void => {
    for (const subscriber of [...of(invalidation.subscriptionField)]) {
      if (subscriber.subscription.isEndedBy(invalidation)) subscriber.end();
    }
  };

  const stops = [api.onPublish(publish), api.onInvalidate(invalidate)];

  return {
    add: (subscriber) => {
      const { fieldName } = subscriber.subscription;
      byField.set(fieldName, (byField.get(fieldName) ?? new Set()).add(subscriber));
    },
    delete: (subscriber) => void byField.get(subscriber.subscription.fieldName)?.delete(subscriber),
    close: () => stops.forEach((stop) => stop()),
  };
}
