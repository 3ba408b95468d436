/** The bank of the sandbox: a page on which the customer decides about a payment, and a customer who decides by itself. */
import { observed } from '../shared/telemetry/observed.ts';
import { isBankTask, isPageRequest } from './bank-event.ts';
import { playCustomer } from './play-customer.ts';
import type { PageResponse } from './page.ts';
import { servePage } from './serve-page.ts';

export const handler = observed(bank);

/** Logs no event: the address of a page has the payment's secret. */
async function bank(event: unknown): Promise<PageResponse | undefined> {
  if (isPageRequest(event)) return servePage(event);
  if (!isBankTask(event))
    throw new TypeError('The event is neither a request for a page nor {paymentId, decision, words}');
  await playCustomer(event);
  return undefined;
}
