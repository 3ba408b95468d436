/** The bank's page: shows a payment to whoever has its secret, and takes the decision about it. */
import { timingSafeEqual } from 'node:crypto';
import { wakeSagas } from '../shared/orders/payment-waits.ts';
import { decideEntry, readEntry } from '../shared/payment-gateway/sandbox-ledger.ts';
import type { Entry } from '../shared/payment-gateway/sandbox-ledger.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { aboutOrder } from '../shared/telemetry/order-scope.ts';
import { decisionIn } from './bank-event.ts';
import type { PageRequest } from './bank-event.ts';
import { NOTHING_HERE, notSupported, NOT_UNDERSTOOD, paymentPage } from './page.ts';
import type { PageResponse } from './page.ts';

/** A payment that doesn't exist and a wrong secret look the same. */
export async function servePage(request: PageRequest): Promise<PageResponse> {
  const { method } = request.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return notSupported(['GET', 'HEAD', 'POST']);
  const entry = await entryFor(request);
  if (!entry) return NOTHING_HERE;
  return method === 'POST' ? decide(entry, request) : paymentPage(entry);
}

async function entryFor({ queryStringParameters = {} }: PageRequest): Promise<Entry | undefined> {
  const { payment, secret } = queryStringParameters;
  if (!payment || !secret) return undefined;
  const entry = await readEntry(payment);
  return entry?.clientSecret !== undefined && isSame(secret, entry.clientSecret) ? entry : undefined;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The word goes out each time: if it got lost, deciding again makes up for that. */
async function decide({ paymentId, metadata }: Entry, request: PageRequest): Promise<PageResponse> {
  const decision = decisionIn(request);
  if (!decision) return NOT_UNDERSTOOD;
  return aboutOrder(metadata, async () => {
    const isDecided = await decideEntry(paymentId, decision);
    logger.info('Decided on the page', { paymentId, decision, isDecided });
    await wakeSagas(metadata.orderId);
    const decided = await readEntry(paymentId);
    return decided ? paymentPage(decided) : NOTHING_HERE;
  });
}
