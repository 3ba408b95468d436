/** The targets of an order's events. */

/** `publish-status` tells the API's subscribers and the event bus, `start-saga` the sagas. */
export const EVENT_TARGETS = ['subscribers', 'bus', 'sagas'] as const;

export type EventTarget = (typeof EVENT_TARGETS)[number];
