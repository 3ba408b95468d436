/** Orders with 3-D Secure in stage prod: Stripe's webhook arrives at the stack, or it doesn't. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { clearFaults, setFaults } from '../commands/faults.ts';
import { isRecord } from '../commands/json.ts';
import { eventOf, signatureOf } from '../functions/shared/payment-gateway/testing/stripe-webhooks.ts';
import { describeAlarms, idOf } from './testing/alarms.ts';
import { recordsOf } from './testing/records-of.ts';
import { useStripeCloud } from './testing/stripe-cloud.ts';
import { eventually } from './testing/undelivered.ts';

const cloud = await useStripeCloud();
const { stub } = cloud;

const CARD = 'pm_card_authenticationRequired';

/** An order that waits for its customer. */
async function waiting(paymentMethodId = CARD) {
  const orderId = await cloud.place(paymentMethodId);
  const order = await cloud.until(orderId, 'AWAITING_PAYMENT');
  return { orderId, order, intent: cloud.intentOf(orderId) };
}

function statusesOf(intentId: string, type: string) {
  return stub.webhooks.deliveries
    .filter(({ event }) => event.data.object.id === intentId && event.type === `payment_intent.${type}`)
    .map(({ status }) => status);
}

async function untilDelivered(intentId: string, type: string, times = 1) {
  while (statusesOf(intentId, type).filter((status) => status === 200).length < times) await setTimeout(20);
}

async function untilAwaits(orderId: string, awaits: string) {
  for (;;) {
    const { payment } = await cloud.order(orderId);
    if (isRecord(payment) && payment['awaits'] === awaits) return payment;
    await setTimeout(20);
  }
}

async function eventsIn(orderId: string): Promise<unknown[]> {
  const { history } = await cloud.order(orderId);
  return Array.isArray(history) ? history.map((event: unknown) => isRecord(event) && event['eventType']) : [];
}

describe('an order with 3-D Secure', () => {
  afterEach(() => {
    stub.webhooks.deliver('once');
    return clearFaults(cloud);
  });

  it('shows its owner alone how to confirm it, and completes when Stripe says that the customer has', async () => {
    const { orderId, order, intent } = await waiting();
    const { payment } = order;
    assert.ok(isRecord(payment));
    assert.deepEqual([payment['awaits'], payment['clientSecret']], ['CUSTOMER', intent.client_secret]);
    const forStaff = await cloud.orderFor('staff', orderId);
    assert.match(JSON.stringify(forStaff.data), /"status":"AWAITING_PAYMENT".*"clientSecret":null/);
    const forOther = await cloud.orderFor('other', orderId);
    assert.deepEqual(
      forOther.errors.map(({ errorType }) => errorType),
      ['OrderNotFound'],
    );
    stub.authenticate(intent.id, true);
    await cloud.until(orderId, 'COMPLETED');
    await untilDelivered(intent.id, 'succeeded');
    for (const table of ['Outbox', 'PaymentWaits'])
      assert.doesNotMatch(JSON.stringify(await cloud.scan(table)), /_secret_/, table);
    for (const [name, records] of Object.entries(await recordsOf(cloud))) {
      assert.ok(records.includes(orderId), `${name} tell of the order`);
      assert.ok(!records.includes(intent.client_secret), name);
    }
  });

  it('fails if the customer refuses, and can no more be paid', async () => {
    const { orderId, intent } = await waiting();
    stub.authenticate(intent.id, false);
    const { failure } = await cloud.until(orderId, 'FAILED');
    assert.deepEqual(failure, { code: 'PaymentDeclined' });
    assert.equal(intent.status, 'canceled');
    assert.deepEqual(stub.refunds, []);
  });

  it('is paid once if Stripe says it twice', async () => {
    stub.webhooks.deliver('twice');
    const { orderId, intent } = await waiting();
    stub.authenticate(intent.id, true);
    await cloud.until(orderId, 'COMPLETED');
    await untilDelivered(intent.id, 'succeeded', 2);
    const events = await eventsIn(orderId);
    assert.equal(events.filter((event) => event === 'PAYMENT_PROCESSED').length, 1);
  });

  it('completes if Stripe says everything late and the latest first', async () => {
    stub.webhooks.deliver('held');
    const { orderId, intent } = await waiting('pm_card_authenticationRequiredSlow');
    stub.authenticate(intent.id, true);
    stub.settle(intent.id, true);
    stub.webhooks.releaseHeld();
    await cloud.until(orderId, 'COMPLETED');
    for (const type of ['succeeded', 'processing', 'created']) await untilDelivered(intent.id, type);
  });

  it('waits for the bank once the customer has confirmed it, if the bank takes its time', async () => {
    const { orderId, intent } = await waiting('pm_card_authenticationRequiredSlow');
    stub.authenticate(intent.id, true);
    const payment = await untilAwaits(orderId, 'PROVIDER');
    assert.equal(payment['clientSecret'], null);
    stub.settle(intent.id, true);
    await cloud.until(orderId, 'COMPLETED');
  });

  it('completes if Stripe is heard only at a later try, because nobody could be woken', async () => {
    const { orderId, intent } = await waiting();
    const effect = { type: 'error', name: 'InternalServerException', status: 500 };
    await setFaults(cloud, [{ service: 'states', operation: 'SendTaskSuccess', effect }]);
    stub.authenticate(intent.id, true);
    while (statusesOf(intent.id, 'succeeded').length === 0) await setTimeout(20);
    assert.equal(statusesOf(intent.id, 'succeeded')[0], 502);
    assert.equal((await cloud.order(orderId))['status'], 'AWAITING_PAYMENT');
    await clearFaults(cloud);
    await cloud.until(orderId, 'COMPLETED');
    await untilDelivered(intent.id, 'succeeded');
  });

  it('completes if its saga was stopped: the word of Stripe starts another one, however often it comes', async () => {
    stub.webhooks.deliver('twice');
    const { orderId, intent } = await waiting();
    const stepFunctions = new SFNClient(clientSettings(cloud));
    const [waitingSaga] = (await cloud.executions()).filter(({ name }) => name?.startsWith(orderId));
    await stepFunctions.send(new StopExecutionCommand({ executionArn: waitingSaga?.executionArn }));
    stub.authenticate(intent.id, true);
    await cloud.until(orderId, 'COMPLETED');
    await untilDelivered(intent.id, 'succeeded', 2);
    const sagas = (await cloud.executions()).map(({ name = '' }) => name).filter((name) => name.startsWith(orderId));
    assert.equal(sagas.length, 2);
    assert.match(sagas.find((name) => name !== orderId) ?? '', /-v\d+-told$/);
    const events = await eventsIn(orderId);
    assert.equal(events.filter((event) => event === 'PAYMENT_PROCESSED').length, 1);
  });

  const post = (body: string, secret: string) =>
    fetch(cloud.webhookUrl, { method: 'POST', headers: { 'stripe-signature': signatureOf(body, secret) }, body });

  it('goes on waiting if somebody else says that it is paid, and also if Stripe does where it is not', async () => {
    const { orderId, intent } = await waiting();
    const tokens = async () => (await cloud.scan('PaymentWaits')).filter((wait) => wait['orderId'] === orderId);
    const before = await tokens();
    assert.equal(before.length, 1);
    const body = JSON.stringify(eventOf('evt_forged', 'payment_intent.succeeded', intent));
    const forged = await post(body, 'whsec_guessed');
    assert.deepEqual([forged.status, await forged.text()], [400, '{}']);
    assert.deepEqual(await tokens(), before);

    // An event of Stripe's that is early: the saga is woken, asks, and waits again.
    assert.equal((await post(body, 'whsec_old')).status, 200);
    const isAnother = async () => {
      const [wait] = await tokens();
      return wait && wait['taskToken'] !== before[0]?.['taskToken'];
    };
    while (!(await isAnother())) await setTimeout(20);
    assert.equal((await cloud.order(orderId))['status'], 'AWAITING_PAYMENT');
    stub.authenticate(intent.id, true);
    await cloud.until(orderId, 'COMPLETED');
  });

  it('lets alarms ring if its webhook fails, and if three deliveries have a signature that is not of Stripe', async () => {
    const effect = { type: 'crash-before' };
    const functionName = 'StripeWebhook';
    await setFaults(cloud, [{ service: 'lambda', operation: 'Invoke', functionName, effect, count: 1 }]);
    assert.equal((await post('{}', 'whsec_old')).status, 502);
    for (let time = 0; time < 3; time += 1) assert.equal((await post('{}', 'whsec_guessed')).status, 400);
    await eventually(async () => {
      const ringing = (await describeAlarms(cloud)).filter((alarm) => alarm['StateValue'] === 'ALARM').map(idOf);
      return ['StripeWebhookErrors', 'StripeWebhookRejected'].every((id) => ringing.includes(id));
    });
  });
});

/** The saga's wait ends after a second, whatever happens, and not when the customer's time is up. */
const impatient = await useStripeCloud((template) => {
  const changed = template.replace(
    /\\"TimeoutSecondsPath\\":\\"\$\.asked\.payment\.waitSeconds\\"/,
    String.raw`\"TimeoutSeconds\":1`,
  );
  assert.notEqual(changed, template);
  return changed;
});

describe('an order with 3-D Secure of which Stripe says nothing', () => {
  for (const [isConfirmed, end] of [
    [true, 'COMPLETED'],
    [false, 'FAILED'],
  ] as const) {
    it(`is found by asking, and becomes ${end}`, async () => {
      impatient.stub.webhooks.deliver('never');
      const orderId = await impatient.place(CARD);
      await impatient.until(orderId, 'AWAITING_PAYMENT');
      impatient.stub.authenticate(impatient.intentOf(orderId).id, isConfirmed);
      await impatient.until(orderId, end);
      assert.deepEqual(impatient.stub.webhooks.deliveries, []);
    });
  }
});
