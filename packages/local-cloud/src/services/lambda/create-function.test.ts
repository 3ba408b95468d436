import assert from 'node:assert/strict';
import { afterAll, describe, it } from 'vitest';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';
import { memberAt } from '../../kernel/testing/member-at.ts';
import { createBundles } from './testing/bundles.ts';

const bundles = createBundles();
afterAll(() => bundles.close());

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('invoke', () => {
  it('answers what the handler returns', async () => {
    const double = bundles.create('export const handler = async ({ n }) => ({ twice: n * 2 });');
    const { payload, functionError } = await double.invoke({ n: 21 });
    assert.deepEqual([payload, functionError], [{ twice: 42 }, undefined]);
  });

  it('answers null where the handler returns nothing', async () => {
    const silent = bundles.create('export const handler = async () => {};');
    assert.equal((await silent.invoke({})).payload, null);
  });

  it('passes the context that Lambda passes', async () => {
    const describing = bundles.create(
      `export const handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
    );
    const { payload } = await describing.invoke({});
    assert.ok(isJsonObject(payload));
    const { awsRequestId, remaining, logStreamName, ...context } = payload;
    assert.ok(typeof remaining === 'number' && remaining > 5000 && remaining <= 10_000);
    assert.ok(typeof logStreamName === 'string' && typeof awsRequestId === 'string');
    assert.match(awsRequestId, new RegExp(`^${ID}$`));
    assert.match(logStreamName, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    assert.deepEqual(context, {
      functionName: 'reserve-inventory',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:reserve-inventory',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/reserve-inventory',
    });
  });

  it('gives the handler the variables of Lambda and of the template, and none of the host', async () => {
    const listing = bundles.create('export const handler = async () => ({ ...process.env });', {
      environment: { TABLE: 'Orders', AWS_REGION: 'mars' },
    });
    const { payload } = await listing.invoke({});
    assert.ok(isJsonObject(payload));
    const { LAMBDA_TASK_ROOT, AWS_LAMBDA_LOG_STREAM_NAME, _X_AMZN_TRACE_ID, ...rest } = payload;
    assert.ok(typeof LAMBDA_TASK_ROOT === 'string' && typeof _X_AMZN_TRACE_ID === 'string');
    assert.match(LAMBDA_TASK_ROOT, /bundle-/);
    assert.match(_X_AMZN_TRACE_ID, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    assert.ok(AWS_LAMBDA_LOG_STREAM_NAME);
    assert.deepEqual(rest, {
      TABLE: 'Orders',
      LANG: 'en_US.UTF-8',
      _HANDLER: 'index.handler',
      AWS_ACCESS_KEY_ID: 'AKIAROLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'reserve-inventory',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/reserve-inventory',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      POWERTOOLS_TRACE_ENABLED: 'false',
    });
  });

  it('sends what the function writes to the log, under its name, and answers its end', async () => {
    const talking = bundles.create(
      `export const handler = async () => { console.log('one\\ntwo'); console.error('three'); process.stdout.write('four'); };`,
    );
    const { logTail } = await talking.invoke({});
    const written = ['one', 'two', 'three', 'four'];
    const tail = logTail
      .replaceAll(new RegExp(ID, 'g'), 'ID')
      .replaceAll(/[\d.]+ ms/g, 'N ms')
      .split('\n');
    assert.deepEqual(tail, [
      'START RequestId: ID Version: $LATEST',
      ...written,
      'END RequestId: ID',
      'REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 128 MB\t',
      '',
    ]);
    assert.deepEqual(bundles.logEvents.slice(-6, -2), written);
    assert.deepEqual(
      bundles.log.slice(-4),
      ['one', 'two', 'three', 'four'].map((line) => `[reserve-inventory] ${line}`),
    );
  });

  it('reuses a warm environment', async () => {
    const counting = bundles.create('let calls = 0; export const handler = async () => (calls += 1);');
    await counting.warm();
    const payloads: JsonValue[] = [];
    for (let call = 0; call < 3; call += 1) payloads.push((await counting.invoke({})).payload);
    assert.deepEqual(payloads, [1, 2, 3]);
  });

  it('runs invocations at the same time in environments of their own, each serving one', async () => {
    const meeting = bundles.create(`
      import { threadId } from 'node:worker_threads';
      const { promise, resolve } = Promise.withResolvers();
      const channel = new BroadcastChannel('meeting');
      channel.onmessage = ({ data }) => data !== threadId && resolve(data);
      let running = 0;
      export const handler = async () => {
        running += 1;
        const call = setInterval(() => channel.postMessage(threadId), 5);
        const other = await promise;
        channel.postMessage(threadId);
        clearInterval(call);
        channel.close();
        return { self: threadId, other, running };
      };`);
    const [first, second] = await Promise.all([meeting.invoke({}), meeting.invoke({})]);
    const [one, two] = [first.payload, second.payload];
    assert.deepEqual([memberAt(one, 'self'), memberAt(one, 'running')], [memberAt(two, 'other'), 1]);
    assert.deepEqual([memberAt(two, 'self'), memberAt(two, 'running')], [memberAt(one, 'other'), 1]);
  });

  it('lets invocations beyond its environments wait their turn', async () => {
    const busy = bundles.create('export const handler = async (n) => n;');
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const results = await Promise.all(numbers.map((number) => busy.invoke(number)));
    assert.deepEqual(
      results.map(({ payload }) => payload),
      numbers,
    );
  });

  it('throttles beyond the reserved concurrency', async () => {
    const reserved = bundles.create('export const handler = async () => "done";', { reservedConcurrency: 1 });
    const first = reserved.invoke({});
    await assert.rejects(reserved.invoke({}), {
      name: 'TooManyRequestsException',
      statusCode: 429,
      fields: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
    assert.equal((await first).payload, 'done');
    assert.equal((await reserved.invoke({})).payload, 'done');
  });

  it('refuses a payload above 6 MB', async () => {
    const never = bundles.create('export const handler = async () => {};');
    await assert.rejects(never.invoke('x'.repeat(6 * 1024 * 1024)), {
      name: 'RequestTooLargeException',
      statusCode: 413,
    });
  });

  it('rejects what runs when it is closed', async () => {
    const endless = bundles.create(
      `export const handler = () => { console.log('started'); return new Promise(() => {}); };`,
    );
    await endless.warm();
    const running = assert.rejects(endless.invoke({}), { name: 'ServiceException', statusCode: 500 });
    await endless.close();
    await running;
  });
});
