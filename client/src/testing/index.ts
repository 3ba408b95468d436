/** Doubles of the API and sample orders for tests of what uses the client. */

export * from './order-book.ts';
export * from './orders-endpoint.ts';
export { openLink } from '../realtime-link.ts';
