/** What a client's messages do, once its WebSocket is open. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createFakeApi, type FakeApi } from './testing/fake-api.ts';
import {
  GOOD_HEADER,
  openAcknowledged,
  openSocket,
  startEndpoint,
  startMessage,
  type Endpoint,
  type TestSocket,
} from './testing/endpoint.ts';

function errorMessage(error: object, id?: string): object {
  return {
    type: 'error',
    ...(id !== undefined && { id }),
    payload: { errors: [error] },
  };
}
function dataOf(id: string, orderStatus: object): object {
  return { type: 'data', id, payload: { data: { orderStatus } } };
}
const UNSUPPORTED = errorMessage({
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
});

let api: FakeApi;
let endpoint: Endpoint;
beforeAll(async () => {
  api = createFakeApi();
  endpoint = await startEndpoint(api);
});
afterAll(() => endpoint.close());

/** Subscribes and waits for the ack. */
async function subscribe(socket: TestSocket, id: string, orderId: string): Promise<void> {
  socket.send(startMessage(id, orderId));
  assert.deepEqual(await socket.next(), { type: 'start_ack', id });
}

/** Whatever the socket says before it answers a message that is known to be answered. */
async function heardBeforeNow(socket: TestSocket): Promise<unknown[]> {
  socket.send('now');
  const heard: unknown[] = [];
  for (;;) {
    const message = await socket.next();
    if (JSON.stringify(message) === JSON.stringify(UNSUPPORTED)) return heard;
    heard.push(message);
  }
}

describe('start', () => {
  it('is acknowledged, and its events follow in their order', async () => {
    const socket = await openAcknowledged(endpoint.url);
    await subscribe(socket, 's', 'o1');
    const versions = Array.from({ length: 50 }, (_, index) => index + 1);
    for (const version of versions) api.publish({ orderId: 'o1', version });
    for (const version of versions) assert.deepEqual(await socket.next(), dataOf('s', { orderId: 'o1', version }));
    socket.raw.close();
  });

  it('brings only the events that match', async () => {
    const socket = await openAcknowledged(endpoint.url);
    await subscribe(socket, 's', 'o2');
    api.publish({ orderId: 'other' });
    api.publish({ orderId: 'o2' });
    assert.deepEqual(await socket.next(), dataOf('s', { orderId: 'o2' }));
    socket.raw.close();
  });

  it('is authorized for the GraphQL path with its data as body, and by its own header', async () => {
    const socket = await openAcknowledged(endpoint.url);
    const data = '{"query":"subscription S { orderStatus }","operationName":"S"}';
    const authorization = { 'X-Api-Key': 'da2-good', 'x-custom': 'yes' };
    socket.send({ type: 'start', id: 's', payload: { data, extensions: { authorization } } });
    await socket.next();
    const operation = { query: 'subscription S { orderStatus }', variables: {}, operationName: 'S' };
    const headers = { 'x-api-key': 'da2-good', 'x-custom': 'yes' };
    assert.deepEqual(api.authorizations.at(-1), {
      headers,
      path: '/graphql',
      body: data,
      sourceIp: ['127.0.0.1'],
      operation,
    });
    const call = api.subscribes.at(-1);
    assert.ok(call);
    assert.deepEqual(call.request, operation);
    assert.equal(call.caller.mode, 'API_KEY');
    assert.equal(call.headers['x-custom'], 'yes');
    assert.equal(call.headers['upgrade'], 'websocket');
    socket.raw.close();
  });

  it('is an error with a bad key, and the connection lives on', async () => {
    const socket = await openAcknowledged(endpoint.url);
    const extensions = { authorization: { ...GOOD_HEADER, 'x-api-key': 'bad' } };
    socket.send({ type: 'start', id: 's', payload: { data: '{"query":"subscription { a }"}', extensions } });
    const message = 'You are not authorized to make this call.';
    const error = { errorType: 'UnauthorizedException', message, errorCode: 401 };
    assert.deepEqual(await socket.next(), errorMessage(error, 's'));
    await subscribe(socket, 's', 'o3');
    socket.raw.close();
  });

  it('is an error if the API rejects it, with only the members that real-time keeps', async () => {
    const socket = await openAcknowledged(endpoint.url);
    socket.send(startMessage('s', 'o', 'subscription { denied }'));
    const error = { errorType: 'Unauthorized', message: 'Not Authorized to access denied on type Subscription' };
    assert.deepEqual(await socket.next(), errorMessage(error, 's'));
    socket.raw.close();
  });

  for (const data of ['no JSON', '[]', '{}', '{"query":1}']) {
    it(`is an error with the data ${data}`, async () => {
      const socket = await openAcknowledged(endpoint.url);
      socket.send({ type: 'start', id: 's', payload: { data, extensions: { authorization: GOOD_HEADER } } });
      const error = { errorType: 'MalformedHttpRequestException', message: 'Unable to parse GraphQL query.' };
      assert.deepEqual(await socket.next(), errorMessage(error, 's'));
      socket.raw.close();
    });
  }

  it('is an error with an id in use, even while that one is being registered', async () => {
    const socket = await openAcknowledged(endpoint.url);
    socket.send(startMessage('twice', 'o4'));
    socket.send(startMessage('twice', 'o4'));
    const error = { errorType: 'DuplicatedOperationError', message: 'Duplicated operation with id twice' };
    const answers = [await socket.next(), await socket.next()];
    assert.deepEqual(new Set(answers), new Set([errorMessage(error, 'twice'), { type: 'start_ack', id: 'twice' }]));
    api.publish({ orderId: 'o4' });
    assert.deepEqual(await heardBeforeNow(socket), [dataOf('twice', { orderId: 'o4' })]);
    socket.raw.close();
  });

  it('is an error from the 201st subscription on', async () => {
    const socket = await openAcknowledged(endpoint.url);
    for (let index = 1; index <= 201; index += 1) socket.send(startMessage(`s${index}`, 'o5'));
    const error = { errorType: 'LimitExceededError', message: 'Rate limit exceeded' };
    const answers: unknown[] = [];
    while (answers.length < 201) answers.push(await socket.next());
    assert.deepEqual(
      answers.filter((answer) => JSON.stringify(answer).includes('error')),
      [errorMessage(error, 's201')],
    );
    socket.send({ type: 'stop', id: 's1' });
    assert.deepEqual(await socket.next(), { type: 'complete', id: 's1' });
    await subscribe(socket, 's201', 'o5');
    socket.raw.close();
  });

  it('works without connection_init', async () => {
    const socket = await openSocket(endpoint.url);
    await subscribe(socket, 's', 'o6');
    socket.raw.close();
  });

  it('is ignored between connection_init and its ack', async () => {
    const hold = Promise.withResolvers<null>();
    api.holdAuthorization(hold.promise);
    const socket = await openSocket(endpoint.url);
    socket.send({ type: 'connection_init' });
    socket.send(startMessage('s', 'o7'));
    assert.deepEqual(await heardBeforeNow(socket), []);
    hold.resolve(null);
    assert.deepEqual(await socket.next(), { type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
    await subscribe(socket, 's', 'o7');
    socket.raw.close();
  });
});

describe('stop', () => {
  it('leads to complete, and nothing more comes', async () => {
    const socket = await openAcknowledged(endpoint.url);
    await subscribe(socket, 's', 'p1');
    socket.send({ type: 'stop', id: 's' });
    assert.deepEqual(await socket.next(), { type: 'complete', id: 's' });
    api.publish({ orderId: 'p1' });
    assert.deepEqual(await heardBeforeNow(socket), []);
    await subscribe(socket, 's', 'p1');
    socket.raw.close();
  });

  it('also ends a subscription that is being registered', async () => {
    const hold = Promise.withResolvers<null>();
    api.holdSubscribe(hold.promise);
    const socket = await openAcknowledged(endpoint.url);
    socket.send(startMessage('s', 'p2'));
    socket.send({ type: 'stop', id: 's' });
    assert.deepEqual(await socket.next(), { type: 'complete', id: 's' });
    hold.resolve(null);
    api.publish({ orderId: 'p2' });
    assert.deepEqual(await heardBeforeNow(socket), []);
    socket.raw.close();
  });

  it('is ignored for an unknown id', async () => {
    const socket = await openAcknowledged(endpoint.url);
    socket.send({ type: 'stop', id: 'nobody' });
    assert.deepEqual(await heardBeforeNow(socket), []);
    socket.raw.close();
  });
});

describe('an invalidation', () => {
  it('ends the subscription, closes its socket and no other', async () => {
    const [ended, other] = [await openAcknowledged(endpoint.url), await openAcknowledged(endpoint.url)];
    await subscribe(ended, 'e', 'q1');
    await subscribe(other, 'o', 'q2');
    api.invalidate({ orderId: 'q1' });
    assert.deepEqual(await ended.next(), errorMessage({ message: 'Subscription complete.' }, 'e'));
    assert.equal(await ended.closed, 1000);
    api.publish({ orderId: 'q2' });
    assert.deepEqual(await other.next(), dataOf('o', { orderId: 'q2' }));
    other.raw.close();
  });
});

describe('an event above 240 KB', () => {
  it('arrives as an error that says so', async () => {
    const socket = await openAcknowledged(endpoint.url);
    await subscribe(socket, 's', 'r1');
    api.publish({ orderId: 'r1', text: 'x'.repeat(240 * 1024) });
    const errors = [{ errorType: 'PayloadTooLarge', message: 'The event is larger than 240 KB.' }];
    assert.deepEqual(await socket.next(), { type: 'data', id: 's', payload: { data: null, errors } });
    socket.raw.close();
  });
});

describe('garbage', () => {
  for (const text of ['', 'hello', 'null', '[]', '{}', '{"type":"subscribe","id":"1"}', '{"type":"start","id":"1"}']) {
    it(`is an unsupported operation: ${text || 'an empty string'}`, async () => {
      const socket = await openAcknowledged(endpoint.url);
      socket.send(text);
      assert.deepEqual(await socket.next(), UNSUPPORTED);
      await subscribe(socket, 's', 'g1');
      socket.raw.close();
    });
  }

  it('is an unsupported operation in a binary frame', async () => {
    const socket = await openAcknowledged(endpoint.url);
    socket.send(Buffer.from('{"type":"connection_init"}'));
    assert.deepEqual(await socket.next(), UNSUPPORTED);
    socket.raw.close();
  });

  it('closes the socket with 1009 above 240 KB', async () => {
    const socket = await openAcknowledged(endpoint.url);
    socket.send('x'.repeat(240 * 1024 + 1));
    assert.equal(await socket.closed, 1009);
  });
});
