/** What of the outbox cannot be told, or not now, and that everything else is. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, it } from 'vitest';
import { readArchive } from '../commands/chaos/published.ts';
import { readFaults, setFaults } from '../commands/faults.ts';
import { stringIn } from '../commands/json.ts';
import { eventsOf, ORDER, settled, useCloud } from './testing/cloud.ts';
import { eventually, openUndelivered } from './testing/undelivered.ts';

const cloud = await useCloud();
const bucket = await openUndelivered(cloud);

function inject(...rules: readonly object[]): Promise<void> {
  return setFaults(cloud, rules);
}
async function injected(): Promise<number[]> {
  return (await readFaults(cloud)).map((rule) => rule.injected);
}
afterEach(async () => {
  await inject();
  for (const Key of await bucket.keys()) await bucket.s3.send(new DeleteObjectCommand({ Bucket: bucket.Bucket, Key }));
});

/** An event that is told, whatever an order of that id may be. */
function event(orderId: string, version = 1) {
  return {
    orderId,
    version,
    eventId: randomUUID(),
    eventType: 'INVENTORY_RESERVED',
    status: 'INVENTORY_RESERVED',
    occurredAt: '2026-11-27T12:00:00.000Z',
    payload: {},
    expiresAt: 4_000_000_000,
  };
}

function put(Item: object) {
  return cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Outbox'), Item: { ...Item } }));
}
function sweep() {
  return cloud.invoke('SweepOrders', {});
}
async function versionsOnBus(orderId: string) {
  return (await readArchive(cloud))
    .filter(({ detail }) => detail['orderId'] === orderId)
    .map(({ detail }) => detail['orderVersion']);
}
/** What an order has still to tell must not meet the faults of the next test. */
async function untilAllIsOnBus(orderId: string): Promise<void> {
  const { history } = await settled(cloud.orders, orderId);
  await eventually(async () => (await versionsOnBus(orderId)).length === history.length);
}
async function keysOf(orderId: string) {
  return (await bucket.keys()).filter((key) => key.includes(orderId)).sort();
}
function at(target: string, orderId: string, version: number) {
  return `${target}/${orderId}/${String(version).padStart(16, '0')}`;
}

/** Members of an event that no retry mends. */
const BROKEN: { readonly [title: string]: object } = {
  'a bad date': { occurredAt: 'bad' },
  'a day that no month has': { occurredAt: '2026-02-30T12:00:00.000Z' },
  'a date that is a number': { occurredAt: 1764244800 },
  'no date': { occurredAt: undefined },
  'an unknown event type': { eventType: 'ORDER_LOST' },
  'an event type of every object': { eventType: 'constructor' },
  'an unknown status': { status: 'LOST' },
  'a payload that is text': { payload: '{}' },
  'a payload that is a list': { payload: [] },
  'no payload': { payload: undefined },
  'a set in its payload': { payload: { tags: new Set(['a']) } },
  'bytes in its payload': { payload: { bytes: new Uint8Array([1]) } },
  'no event id': { eventId: undefined },
  'a failure that is text': { failure: 'OutOfStock' },
  'a failure without a code': { failure: { step: 'ReserveInventory', message: 'none' } },
  'a version that is no whole number': { version: 1.5 },
};

describe('an event that cannot be told', () => {
  it('is parked at once for each target, and every event of other orders goes out', async () => {
    await put({ ...event('bad'), occurredAt: 'bad' });
    const orders = await Promise.all(Array.from({ length: 10 }, () => cloud.orders.createOrder(ORDER)));
    for (const { orderId } of orders) {
      const events = await eventsOf(cloud.orders, orderId);
      const versions = events.map(({ version }) => version);
      await eventually(async () => {
        const onBus = await versionsOnBus(orderId);
        return versions.every((version) => onBus.includes(version));
      });
    }
    assert.deepEqual(await keysOf('bad'), [at('bus', 'bad', 1), at('subscribers', 'bad', 1)]);
  });

  for (const [title, members] of Object.entries(BROKEN)) {
    it(`is parked with ${title}, and the next of its order goes out`, async () => {
      const orderId = randomUUID();
      await put(
        Object.fromEntries(
          Object.entries({ ...event(orderId), ...members }).filter(
            ([, value]: [string, unknown]) => value !== undefined,
          ),
        ),
      );
      await put(event(orderId, 2));
      await eventually(async () => (await versionsOnBus(orderId)).includes(2));
      const keys = await eventually(async () => {
        const found = await keysOf(orderId);
        return found.length === 2 && found;
      });
      assert.deepEqual(
        keys.map((key) => key.split('/')[0]),
        ['bus', 'subscribers'],
      );
      const { target, error, payload } = await bucket.read(keys[0] ?? '');
      assert.deepEqual([target, error.name, payload.Records.length], ['bus', 'Unmendable', 1]);
      assert.deepEqual(await versionsOnBus(orderId), [2]);
    });
  }

  it('is parked for the bus alone when it is too large for it', async () => {
    const orderId = randomUUID();
    // An item has at most 400 KB, each control character six bytes as JSON.
    await put({ ...event(orderId), payload: { text: '\u0001'.repeat(200_000) } });
    await put(event(orderId, 2));
    await eventually(async () => (await versionsOnBus(orderId)).includes(2));
    assert.deepEqual(await eventually(async () => (await keysOf(orderId)).length > 0 && keysOf(orderId)), [
      at('bus', orderId, 1),
    ]);
  });

  it('goes out without its trace when that is what is wrong', async () => {
    const orderId = randomUUID();
    for (const [index, traceId] of ['x'.repeat(12_000), ['a', 'b'], 7, 'Root=é'].entries()) {
      await put({ ...event(orderId, index + 1), traceId });
    }
    await eventually(async () => (await versionsOnBus(orderId)).length === 4);
    assert.deepEqual(await keysOf(orderId), []);
  });

  it('stays in the bucket as often as it is swept, which does not grow by that, until somebody mends the object', async () => {
    const orderId = randomUUID();
    await put({ ...event(orderId), occurredAt: 'bad' });
    await eventually(async () => (await keysOf(orderId)).length === 2);
    for (const _ of [1, 2, 3]) {
      const { payload } = await sweep();
      assert.deepEqual([payload['redriven'], payload['undelivered']], [0, 2]);
    }
    const keys = await bucket.keys();
    assert.equal(keys.length, 2);
    for (const Key of keys) {
      const parked = JSON.stringify(await bucket.read(Key));
      const Body = parked.replace('"occurredAt":{"S":"bad"}', '"occurredAt":{"S":"2026-11-27T12:00:00.000Z"}');
      assert.notEqual(Body, parked);
      await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.Bucket, Key, Body }));
    }
    const { payload } = await sweep();
    assert.equal(payload['undelivered'], 0);
    assert.deepEqual(await versionsOnBus(orderId), [1]);
  });

  it('does not keep a saga from starting whose order comes after it', async () => {
    await put({ ...event('no name / for an execution'), eventType: 'ORDER_CREATED', status: 'PENDING' });
    const { orderId } = await cloud.orders.createOrder(ORDER);
    assert.equal((await eventsOf(cloud.orders, orderId)).at(-1)?.status, 'COMPLETED');
    const [key = ''] = (await bucket.keys()).filter((one) => one.startsWith('sagas/'));
    assert.match((await bucket.read(key)).error.message, /InvalidName/);
    const { payload } = await sweep();
    assert.equal(payload['undelivered'], 1);
    await untilAllIsOnBus(orderId);
  });
});

describe('a target that does not take events', () => {
  const bus = (effect: object, limits = {}) => ({ service: 'events', operation: 'PutEvents', effect, ...limits });
  const down = { type: 'error', name: 'InternalException', message: 'Down.', status: 500 };

  it('is tried three times for each, while the other target takes them; the sweep redrives to it alone', async () => {
    const orderId = randomUUID();
    await inject(bus(down));
    for (const version of [1, 2]) await put(event(orderId, version));
    const keys = await eventually(async () => {
      const found = await keysOf(orderId);
      return found.length === 2 && found;
    });
    assert.deepEqual(keys, [at('bus', orderId, 1), at('bus', orderId, 2)]);
    assert.deepEqual(await injected(), [6]);

    const failing = await sweep();
    assert.equal(failing.payload['undelivered'], 2);
    await inject({ service: 'appsync', operation: 'GraphQL', effect: down });
    const { payload } = await sweep();
    assert.equal(payload['undelivered'], 0);
    assert.deepEqual(await injected(), [0], 'subscribers are not told again');
    assert.deepEqual((await versionsOnBus(orderId)).toSorted(), [1, 2]);
    assert.deepEqual(await keysOf(orderId), []);
  });

  it('is tried again within the invocation when it throttles', async () => {
    const orderId = randomUUID();
    await inject(bus({ type: 'throttle' }, { nth: 1, count: 2 }));
    await put(event(orderId));
    await eventually(async () => (await versionsOnBus(orderId)).length === 1);
    assert.deepEqual(await keysOf(orderId), []);
  });

  it('is asked once when it refuses the event for good', async () => {
    const orderId = randomUUID();
    await inject(bus({ type: 'error', name: 'ValidationException', message: 'Never.', status: 400 }));
    await put(event(orderId));
    await eventually(async () => (await keysOf(orderId)).length === 1);
    assert.deepEqual(await injected(), [1]);
  });

  it('leaves the events of an order to the bus when it is the API, and to the bucket when both are down', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const api = { service: 'appsync', operation: 'GraphQL', effect: down };
    await inject(api);
    await put(event(first));
    await eventually(async () => (await keysOf(first)).length === 1);
    assert.deepEqual([await keysOf(first), await versionsOnBus(first)], [[at('subscribers', first, 1)], [1]]);
    await inject(api, bus(down));
    await put(event(second));
    await eventually(async () => (await keysOf(second)).length === 2);
    await inject();
    assert.equal((await sweep()).payload['undelivered'], 0);
    assert.deepEqual(await versionsOnBus(second), [1]);
  });

  it('loses nothing when the bucket is down as well', async () => {
    const orderId = randomUUID();
    await inject(bus(down, { nth: 1, count: 3 }), {
      service: 's3',
      operation: 'PutObject',
      nth: 1,
      count: 2,
      effect: down,
    });
    await put(event(orderId));
    await eventually(async () => (await versionsOnBus(orderId)).length === 1);
    assert.deepEqual(await keysOf(orderId), []);
  });
});

describe('the sweep', () => {
  it('says which object of the bucket is no record, and redrives the others', async () => {
    const orderId = randomUUID();
    const objects = {
      'bus/a': 'no JSON',
      'bus/b': '{"payload":{"Records":[]}}',
      'bus/c': '{"payload":{"Records":[{}]}}',
    };
    for (const [Key, Body] of Object.entries(objects))
      await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.Bucket, Key, Body }));
    await inject({ service: 'events', operation: 'PutEvents', count: 3, effect: { type: 'throttle' } });
    await put(event(orderId));
    await eventually(async () => (await keysOf(orderId)).length === 1);
    const { functionError, payload } = await sweep();
    assert.ok(functionError);
    assert.match(stringIn(payload, 'errorMessage'), /^3 orders or events/);
    assert.deepEqual((await bucket.keys()).sort(), ['bus/a', 'bus/b', 'bus/c']);
    assert.deepEqual(await versionsOnBus(orderId), [1]);
  });

  it('redrives hundreds in one go', async () => {
    await inject({
      service: 'events',
      operation: 'PutEvents',
      effect: { type: 'error', name: 'ValidationException', status: 400 },
    });
    const ids = Array.from({ length: 300 }, () => randomUUID());
    for (let from = 0; from < ids.length; from += 25) {
      const writes = ids.slice(from, from + 25).map((orderId) => ({ PutRequest: { Item: event(orderId) } }));
      await cloud.dynamodb.send(new BatchWriteCommand({ RequestItems: { [cloud.tableName('Outbox')]: writes } }));
    }
    await eventually(async () => (await bucket.keys()).length === ids.length);
    await inject();
    const { payload } = await sweep();
    assert.equal(payload['undelivered'], 0);
    const onBus = new Set((await readArchive(cloud)).map(({ detail }) => detail['orderId']));
    assert.ok(ids.every((orderId) => onBus.has(orderId)));
  });
});
