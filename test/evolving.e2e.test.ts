import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { createOrdersClient } from '@ordersaga/client';
import type { OrdersClient, OrderWithHistory } from '@ordersaga/client';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { clientSettings } from '../commands/client-settings.ts';
import { startCloud } from '../commands/running-cloud.ts';
import type { RunningCloud } from '../commands/running-cloud.ts';
import { ORDER, settled } from './testing/cloud.ts';
import { leaveHalfway } from './testing/leave-halfway.ts';
import type { Halfway } from './testing/leave-halfway.ts';
import { NEW_STATE, synthesizeTomorrow } from './testing/tomorrow.ts';

const directory = mkdtempSync(join(tmpdir(), 'evolving-'));
const data = join(directory, 'data');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Deployment = { readonly cloud: RunningCloud; readonly orders: OrdersClient };

async function use<T>(assembly: string | undefined, work: (deployment: Deployment) => Promise<T>): Promise<T> {
  const options = assembly === undefined ? [] : ['--assembly', assembly];
  const cloud = await startCloud({ options: ['--data', data, ...options] });
  const orders = createOrdersClient({ url: cloud.graphqlUrl, apiKey: cloud.apiKey });
  try {
    return await work({ cloud, orders });
  } finally {
    orders.close();
    await cloud.stop();
  }
}

/** The states that the first saga of an order has entered, and the errors of its tasks, up to now. */
async function historyOf(client: SFNClient, orderId: string) {
  const executionArn = `arn:aws:states:us-east-1:000000000000:execution:ordersaga-dev:${orderId}`;
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return {
    states: events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []),
    errors: events.flatMap((event) => event.taskFailedEventDetails?.error ?? []),
  };
}

/** What became of an order: its status, its versions, and what its saga did. */
async function outcomeOf({ cloud, orders }: Deployment, orderId: string) {
  const order = await settled(orders, orderId);
  return { order, ...(await historyOf(new SFNClient(clientSettings(cloud)), orderId)) };
}

describe("orders that today's code left halfway", { timeout: 240_000 }, () => {
  type Outcome = Awaited<ReturnType<typeof outcomeOf>>;
  type Outcomes = readonly (Halfway & Outcome)[];
  let tomorrow: string;
  /** Of orders that today's code left, under tomorrow's, and of one that began there. */
  let carriedOver: Outcomes;
  let begunTomorrow: Outcome;
  /** Orders that tomorrow's code left, under today's, to which somebody has gone back. */
  let takenBack: readonly OrderWithHistory[];
  let broughtAgain: Outcomes;
  const cancellations: string[] = [];

  const outcomesOf = (deployment: Deployment, left: readonly Halfway[]): Promise<Outcomes> =>
    Promise.all(left.map(async (one) => ({ ...one, ...(await outcomeOf(deployment, one.orderId)) })));

  beforeAll(async () => {
    const leftToday = await use(undefined, ({ cloud, orders }) => leaveHalfway(cloud, orders));
    tomorrow = await synthesizeTomorrow(directory);
    const leftTomorrow = await use(tomorrow, async (deployment) => {
      carriedOver = await outcomesOf(deployment, leftToday);
      const { orderId } = await deployment.orders.createOrder(ORDER);
      begunTomorrow = await outcomeOf(deployment, orderId);
      return leaveHalfway(deployment.cloud, deployment.orders);
    });
    takenBack = await use(undefined, ({ cloud, orders }) => {
      const client = new SFNClient(clientSettings(cloud));
      // Steps of tomorrow's code have written all of these; the first step has written nothing yet.
      const written = leftTomorrow.filter(({ step }) => step !== 'ReserveInventory');
      return Promise.all(
        written.map(async ({ orderId }) => {
          cancellations.push(await orders.cancelOrder(orderId).then(String, String));
          while (!(await historyOf(client, orderId)).errors.includes('LaterSchemaVersion')) await setTimeout(250);
          return orders.order(orderId);
        }),
      );
    });
    broughtAgain = await use(tomorrow, (deployment) => outcomesOf(deployment, leftTomorrow));
  });

  it("end under tomorrow's as they would have ended, by the definition with which their sagas began", () => {
    for (const { step, end, order, states } of carriedOver) {
      assert.equal(order.status, end, step);
      assert.ok(states.length > 1 && !states.includes(NEW_STATE), `${step}: ${states.join(', ')}`);
    }
  });

  it('keep no order that comes later from the new definition', () => {
    assert.equal(begunTomorrow.order.status, 'COMPLETED');
    assert.equal(begunTomorrow.states[0], NEW_STATE);
  });

  it("wait if tomorrow's code has written them and is taken back, and end when it comes again", () => {
    assert.equal(takenBack.length, 7);
    for (const said of cancellations) assert.match(said, /The service is being updated/);
    for (const { step, end, order } of broughtAgain) assert.equal(order.status, end, step);
    for (const { orderId, version, history } of takenBack) {
      const after = broughtAgain.find(({ order }) => order.orderId === orderId)?.order;
      assert.deepEqual(after?.history.slice(0, version), history);
    }
  });
});
