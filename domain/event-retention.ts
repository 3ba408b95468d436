/** How long an order's events are kept: they are its history, and what an outage left unpublished is found in them. */

/** A year. A file of its own, because the resolver that writes the first event may import nothing beyond APPSYNC_JS. */
export const EVENT_RETENTION_SECONDS = 365 * 24 * 60 * 60;
