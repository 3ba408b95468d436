import { createHandle } from '../../plugin/handle.ts';

/** What other services may know of EventBridge: which buses there are. */
export type EventBuses = { has(nameOrArn: string): boolean };

export const EVENT_BUSES = createHandle<EventBuses>('EventBridge buses');
