/** How much one customer may do, and that nobody else notices. No test waits for a minute to end, or fails if one does. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { isRecord } from '../commands/json.ts';
import { minuteOf } from '../domain/caller-limits.ts';
import { eventsOf, ORDER, settled } from './testing/cloud.ts';
import {
  countByMinute,
  LIMITS,
  readInfo,
  readRejection,
  rejectionOf,
  useLimitedCloud,
} from './testing/limited-cloud.ts';

const cloud = await useLimitedCloud();

const { customerId: _, ...PURCHASE } = ORDER;
const DECLINED = { ...PURCHASE, paymentMethodId: 'pm_card_chargeDeclined' };
const TO_CONFIRM = { ...PURCHASE, paymentMethodId: 'pm_card_authenticationRequired' };

const MAX_ALIASES = 202;
const BURST = `mutation ($input: CreateOrderInput!) {
  ${Array.from({ length: MAX_ALIASES }, (__, index) => `o${index}: createOrder(input: $input) { orderId createdAt }`).join('\n')}
}`;

/** What there is of a customer's orders. */
async function written(customerId: string) {
  const orders = (await cloud.scan('Orders')).filter((order) => order['customerId'] === customerId);
  return { orders: orders.length, tally: await cloud.tally(customerId) };
}

/** Whether a minute of the clock ended these seconds after an instant between the two, which are epoch milliseconds. */
function endsMinute(seconds: number, before: number, after: number): boolean {
  const instants = Array.from({ length: Math.floor(after / 1000) - Math.floor(before / 1000) + 1 }, (__, index) =>
    Math.floor(before / 1000 + index),
  );
  return seconds >= 1 && seconds <= 60 && instants.some((instant) => (instant + seconds) % 60 === 0);
}

/** At most the limit in each minute, and the whole of it in one that rejects the rest. */
function assertMinutesAreFull(orders: readonly { readonly createdAt: string }[]): void {
  const counts = countByMinute(orders);
  assert.ok(counts.length <= 2, 'the burst takes less than a minute');
  assert.ok(
    counts.every((count) => count <= LIMITS.ordersPerMinute),
    counts.join(),
  );
  assert.ok(counts.includes(LIMITS.ordersPerMinute), counts.join());
}

describe('orders a minute', () => {
  it('stop a request with 202 aliases at the limit, while another customer orders', async () => {
    const [ada, eve] = [await cloud.signIn('ada-202'), await cloud.signIn('eve-202')];
    const [answer, other] = await Promise.all([
      ada.ask(BURST, { input: PURCHASE }),
      eve.createOrder(PURCHASE).then(({ orderId }) => settled(eve, orderId)),
    ]);
    assert.equal(other.status, 'COMPLETED');

    const placed = Object.values(answer.data).flatMap((order) =>
      isRecord(order) ? [{ createdAt: String(order['createdAt']) }] : [],
    );
    assertMinutesAreFull(placed);
    const { errors } = answer.body;
    assert.ok(Array.isArray(errors) && errors.length === MAX_ALIASES - placed.length);
    for (const error of errors) {
      assert.ok(isRecord(error) && error['errorType'] === 'TooManyOrders', JSON.stringify(error));
      const { limit, seconds } = readInfo(error['errorInfo']);
      assert.equal(limit, 'ordersPerMinute');
      assert.ok(seconds >= 1 && seconds <= 60);
    }
    assert.equal((await written('ada-202')).orders, placed.length);
  });

  it('are exact for requests at the same instant', async () => {
    const ada = await cloud.signIn('ada-parallel');
    const requests = Array.from({ length: 12 }, () => ada.createOrder(PURCHASE, randomUUID()));
    const answers = await Promise.allSettled(requests);
    const placed = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    assertMinutesAreFull(placed);
    for (const answer of answers) {
      if (answer.status === 'rejected') assert.equal(readRejection(answer.reason).limit, 'ordersPerMinute');
    }
    assert.equal((await written('ada-parallel')).orders, placed.length);
  });

  it('name the limit and the seconds to the next minute, and a rejected order changes nothing', async () => {
    const ada = await cloud.signIn('ada-rejected');
    await ada.createOrder(PURCHASE);
    await cloud.useUpMinutes('ada-rejected');
    const before = await written('ada-rejected');
    const startedAt = Date.now();
    const { limit, seconds, message } = await rejectionOf(ada.createOrder(PURCHASE, 'rejected'));
    assert.ok(endsMinute(seconds, startedAt, Date.now()), `${seconds} s from ${new Date(startedAt).toISOString()}`);
    assert.equal(limit, 'ordersPerMinute');
    assert.equal(message, `The order was not placed: the limit is 3 orders a minute. Try again in ${seconds} s`);
    assert.deepEqual(await written('ada-rejected'), before);
    // The key was not used up.
    await cloud.endMinute('ada-rejected');
    assert.equal((await ada.createOrder(PURCHASE, 'rejected')).status, 'PENDING');
  });

  it('do not count an order that is returned again, not even for a customer who has reached the limit', async () => {
    const ada = await cloud.signIn('ada-again');
    const first = await ada.createOrder(PURCHASE, 'again');
    await cloud.useUpMinutes('ada-again');
    const before = await cloud.tally('ada-again');
    assert.deepEqual(await ada.createOrder(PURCHASE, 'again'), first);
    assert.deepEqual(await cloud.tally('ada-again'), before);
    await rejectionOf(ada.createOrder(PURCHASE, 'another'));
  });

  it('count one order for requests with the same key at the same instant', async () => {
    const ada = await cloud.signIn('ada-twins');
    const twins = await Promise.all(Array.from({ length: 10 }, () => ada.createOrder(PURCHASE, 'twins')));
    assert.equal(new Set(twins.map(({ orderId }) => orderId)).size, 1);
    for (const [name, ordered] of Object.entries(await cloud.tally('ada-twins'))) {
      if (name.startsWith('orders ')) assert.deepEqual(ordered, new Set(['twins']));
    }
  });

  it('do not count an order that is rejected for what it asks for', async () => {
    const ada = await cloud.signIn('ada-wrong');
    const items = [{ productId: 'keyboard', quantity: 1, price: 1 }];
    await assert.rejects(ada.createOrder({ ...PURCHASE, items }), { errorType: 'PriceMismatch' });
    await assert.rejects(ada.createOrder({ ...PURCHASE, items: [] }), { errorType: 'InvalidInput' });
    assert.deepEqual(await written('ada-wrong'), { orders: 0, tally: {} });
  });

  it('leave nothing behind of minutes that are over', async () => {
    const ada = await cloud.signIn('ada-minutes');
    await ada.createOrder(PURCHASE);
    const past = minuteOf('2026-01-01T00:00:00.000Z');
    await cloud.setTally('ada-minutes', { [past]: ['a', 'b'] });
    await ada.createOrder(PURCHASE);
    assert.ok(!Object.hasOwn(await cloud.tally('ada-minutes'), past));
  });
});

describe('unpaid orders', () => {
  it('stop their customer until one is paid or cancelled, or its wait is over', async () => {
    const ada = await cloud.signIn('ada-unpaid');
    const placed: string[] = [];
    while (placed.length < LIMITS.unpaidOrders) {
      placed.push((await ada.createOrder(TO_CONFIRM)).orderId);
      await cloud.endMinute('ada-unpaid');
    }
    const waits = await Promise.all(placed.map((orderId) => expiryOf(ada, orderId)));

    const before = await written('ada-unpaid');
    const startedAt = Date.now();
    const { limit, seconds, message } = await rejectionOf(ada.createOrder(PURCHASE));
    assert.equal(limit, 'unpaidOrders');
    const rule = 'the limit is 7 unpaid orders at a time. Pay or cancel one, or try again in';
    assert.equal(message, `The order was not placed: ${rule} ${seconds} s`);
    const soonest = Math.min(...waits);
    assert.ok(startedAt + seconds * 1000 <= soonest + 1000 && Date.now() + seconds * 1000 >= soonest - 1000);
    assert.deepEqual(await written('ada-unpaid'), before);

    const [first = '', ...others] = placed;
    await ada.cancelOrder(first);
    assert.equal((await settled(ada, first)).status, 'CANCELLED');
    const next = await ada.createOrder(TO_CONFIRM);
    const { unpaid } = await cloud.tally('ada-unpaid');
    assert.ok(unpaid instanceof Set);
    const counted = [...unpaid].map((mark) => String(mark).split(' ')[1]);
    assert.deepEqual(counted.toSorted(), [...others, next.orderId].toSorted());
  });
});

/** When the wait of an order's payment is over, once it waits; epoch milliseconds. */
async function expiryOf(ada: Awaited<ReturnType<typeof cloud.signIn>>, orderId: string): Promise<number> {
  for await (const { status } of ada.orderStatus(orderId)) if (status === 'AWAITING_PAYMENT') break;
  return Date.parse((await ada.order(orderId)).payment?.expiresAt ?? '');
}

describe('refused cards', () => {
  const failed = { ProcessPayment: { Error: 'PaymentDeclined', Cause: '{"errorMessage":"The card was declined."}' } };

  it('stop their customer for the rest of an hour, and count once for each order', async () => {
    const ada = await cloud.signIn('ada-refused');
    const orderIds: string[] = [];
    for (let count = 0; count < LIMITS.refusedCardsPerHour; count += 1) {
      const { orderId } = await ada.createOrder(DECLINED);
      await eventsOf(ada, orderId);
      orderIds.push(orderId);
      // Step Functions runs the step again if its answer was lost.
      const again = await cloud.invoke('RefundPayment', { orderId, failed });
      assert.equal(again.functionError, undefined);
    }
    const { refused } = await cloud.tally('ada-refused');
    assert.ok(refused instanceof Set);
    const marks = [...refused].map(String).toSorted();
    assert.deepEqual(
      marks.map((mark) => mark.split(' ')[1]),
      orderIds,
    );

    await cloud.endMinute('ada-refused');
    const startedAt = Date.now();
    const { limit, seconds, message } = await rejectionOf(ada.createOrder(PURCHASE));
    assert.equal(limit, 'refusedCardsPerHour');
    assert.equal(message, `The order was not placed: the limit is 2 refused cards an hour. Try again in ${seconds} s`);
    const free = Date.parse(marks[0]?.split(' ')[0] ?? '') + 3_600_000;
    assert.ok(startedAt + seconds * 1000 <= free + 1000 && Date.now() + seconds * 1000 >= free - 1000);

    const anHourAgo = new Date(Date.now() - 3_601_000).toISOString();
    await cloud.setTally('ada-refused', { refused: [`${anHourAgo} ${orderIds[0]}`, marks[1] ?? ''] });
    assert.equal((await ada.createOrder(PURCHASE)).status, 'PENDING');
    assert.deepEqual((await cloud.tally('ada-refused'))['refused'], new Set([marks[1]]));
  });
});

describe('staff and the API key', () => {
  it('order for a customer who has reached a limit, and nothing of that counts', async () => {
    const ada = await cloud.signIn('ada-exempt');
    await ada.createOrder(PURCHASE);
    await cloud.useUpMinutes('ada-exempt');
    const now = new Date().toISOString();
    await cloud.setTally('ada-exempt', { refused: [`${now} order-1`, `${now} order-2`] });
    await rejectionOf(ada.createOrder(PURCHASE));

    const before = await cloud.tally('ada-exempt');
    const staff = await cloud.signIn('sam', 'staff');
    for (const caller of [staff, cloud.orders]) {
      for (let count = 0; count <= LIMITS.ordersPerMinute; count += 1) {
        const { orderId } = await caller.createOrder({ ...DECLINED, customerId: 'ada-exempt' });
        await eventsOf(caller, orderId);
      }
    }
    assert.deepEqual(await cloud.tally('ada-exempt'), before);
  });
});
