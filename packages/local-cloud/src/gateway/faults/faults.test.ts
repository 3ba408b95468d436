import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { answerRequests } from '../door/answer-requests.ts';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { AwsCall } from '../../aws/call.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import { parseJson, parseObject } from '../../kernel/json.ts';
import { createGateway } from '../gateway.ts';
import { createFront } from '../http/front.ts';
import { NO_FAULTS } from './create-faults.ts';
import type { FaultRule } from './fault-rule.ts';
import type { Serve } from '../operation.ts';
import type { Throttle } from './throttle.ts';

const ADMINISTRATOR: Principal = { arn: 'arn:aws:iam::000000000000:root', permissions: 'administrator' };
const served: AwsCall[] = [];
function respondWith(text: string): Serve {
  return (call) => {
    served.push(call);
    return Promise.resolve(text);
  };
}
const SERVICES: { readonly [service: string]: Serve } = {
  dynamodb: respondWith('{"TableNames":[]}'),
  lambda: respondWith('{"StatusCode":200}'),
  dynamodbstreams: (call) =>
    Promise.resolve(
      call.input['empty'] ? '{"Records":[]}' : '{"Records":[{"eventID":"1"},{"eventID":"2"}],"NextShardIterator":"x"}',
    ),
};
const THROTTLES: { readonly [service: string]: Throttle } = {
  dynamodb: { name: 'ProvisionedThroughputExceededException', message: 'Too much.', status: 400 },
  lambda: { name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
};
const gateway = createGateway({
  find: (service) => {
    const serve = SERVICES[service];
    return serve && { permissions: () => [], serve };
  },
  throttleOf: (service) => THROTTLES[service] ?? { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
});

function call(service: AwsCall['service'], operation: string, input: AwsCall['input'] = {}) {
  return gateway.callAws({ service, operation, input, principal: ADMINISTRATOR });
}
function listTables() {
  return call('dynamodb', 'ListTables');
}
function inject(rule: Partial<FaultRule>, seed = 1) {
  gateway.faults.set({ seed, rules: [{ service: 'dynamodb', operation: '*', effect: { type: 'throttle' }, ...rule }] });
}
function injected() {
  return gateway.faults.report().rules.map((rule) => rule.injected);
}

/** For each of `count` calls, whether it was struck. */
async function strikes(count: number): Promise<boolean[]> {
  const outcomes: boolean[] = [];
  for (let index = 0; index < count; index += 1)
    outcomes.push(
      await listTables().then(
        () => false,
        () => true,
      ),
    );
  return outcomes;
}

beforeEach(() => {
  gateway.faults.set(NO_FAULTS);
  served.length = 0;
});

describe('a fault rule', () => {
  it('strikes every call of its operation and no other', async () => {
    inject({ operation: 'ListTables' });
    await assert.rejects(listTables(), { name: 'ProvisionedThroughputExceededException', statusCode: 400 });
    await call('dynamodb', 'GetItem');
    await call('lambda', 'Invoke');
    assert.deepEqual(injected(), [1]);
    assert.deepEqual(
      served.map(({ operation }) => operation),
      ['GetItem', 'Invoke'],
    );
  });

  it('strikes from the nth call on, as often as it says', async () => {
    inject({ nth: 2 });
    assert.deepEqual(await strikes(4), [false, true, false, false]);
    inject({ nth: 3, count: 2 });
    assert.deepEqual(await strikes(6), [false, false, true, true, false, false]);
  });

  it('strikes about as often as its probability says, and the same calls for the same seed', async () => {
    inject({ probability: 0.2 }, 5);
    const first = await strikes(1000);
    const share = first.filter(Boolean).length / 1000;
    assert.ok(share > 0.15 && share < 0.25, `${share}`);
    inject({ probability: 0.2 }, 5);
    assert.deepEqual(await strikes(1000), first);
    inject({ probability: 0.2 }, 6);
    assert.notDeepEqual(await strikes(1000), first);
  });

  it('can be limited to one function', async () => {
    inject({ service: 'lambda', operation: 'Invoke', functionName: 'Pay' });
    await call('lambda', 'Invoke', { FunctionName: 'shop-Notify' });
    await assert.rejects(
      call('lambda', 'Invoke', { FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:shop-Pay' }),
      {
        name: 'TooManyRequestsException',
        statusCode: 429,
      },
    );
  });

  it('fails a call with any error', async () => {
    inject({ effect: { type: 'error', name: 'Gone', message: 'It is gone.', status: 503 } });
    await assert.rejects(listTables(), { name: 'Gone', message: 'It is gone.', statusCode: 503 });
    assert.equal(served.length, 0);
  });

  it('delays a call and then serves it', async () => {
    inject({ effect: { type: 'delay', ms: 30 } });
    const startedAt = performance.now();
    await listTables();
    assert.ok(performance.now() - startedAt >= 29);
    assert.equal(served.length, 1);
  });

  it('loses the response to a call that was served', async () => {
    inject({ effect: { type: 'drop-answer' } });
    await assert.rejects(listTables(), { name: 'SdkClientException' });
    assert.equal(served.length, 1);
  });

  it('tells Lambda when to crash', async () => {
    for (const moment of ['before', 'after'] as const) {
      inject({ service: 'lambda', operation: 'Invoke', effect: { type: `crash-${moment}` } });
      await call('lambda', 'Invoke');
      assert.equal(served.at(-1)?.crash, moment);
    }
  });

  it('delivers the records of a stream twice, and does not count responses without any', async () => {
    inject({ service: 'dynamodbstreams', operation: 'GetRecords', effect: { type: 'duplicate' } });
    assert.equal(await call('dynamodbstreams', 'GetRecords', { empty: true }), '{"Records":[]}');
    assert.deepEqual(parseJson(await call('dynamodbstreams', 'GetRecords')), {
      Records: ['1', '2', '1', '2'].map((eventID) => ({ eventID })),
      NextShardIterator: 'x',
    });
    assert.deepEqual(injected(), [1]);
  });

  it('works together with the others that strike the same call, the first one outermost', async () => {
    const rule = { service: 'dynamodb', operation: '*' } as const;
    gateway.faults.set({
      seed: 1,
      rules: [
        { ...rule, effect: { type: 'drop-answer' } },
        { ...rule, effect: { type: 'error', name: 'Inner', message: '', status: 500 } },
      ],
    });
    await assert.rejects(listTables(), { name: 'Inner' });
    assert.deepEqual(injected(), [1, 1]);
  });
});

describe('a batch of DynamoDB that is left unprocessed', () => {
  const batch = async (operation: string, RequestItems: AwsCall['input']) => {
    inject({ operation, effect: { type: 'leave-unprocessed' } });
    return parseObject(await call('dynamodb', operation, { RequestItems })) ?? {};
  };

  it('is served without the last key or write of each table, which the response names', async () => {
    const { UnprocessedKeys } = await batch('BatchGetItem', {
      T: { Keys: [{ id: '1' }, { id: '2' }], ConsistentRead: true },
      U: { Keys: [{ id: '3' }] },
    });
    assert.deepEqual(served[0]?.input['RequestItems'], { T: { Keys: [{ id: '1' }], ConsistentRead: true } });
    assert.deepEqual(UnprocessedKeys, { T: { Keys: [{ id: '2' }], ConsistentRead: true }, U: { Keys: [{ id: '3' }] } });
    const { UnprocessedItems } = await batch('BatchWriteItem', { T: ['a', 'b'] });
    assert.deepEqual([served[1]?.input['RequestItems'], UnprocessedItems], [{ T: ['a'] }, { T: ['b'] }]);
  });

  it('is not served at all when nothing else is in it', async () => {
    assert.deepEqual(await batch('BatchGetItem', { T: { Keys: ['a'] } }), {
      Responses: {},
      UnprocessedKeys: { T: { Keys: ['a'] } },
    });
    assert.equal(served.length, 0);
  });
});

describe('a fault at the HTTP door', () => {
  let server: Server;
  let client: DynamoDBClient;
  beforeAll(async () => {
    server = createServer(
      answerRequests(
        () => undefined,
        createFront({
          callAws: gateway.callAws,
          findPrincipal: () => ADMINISTRATOR,
          jsonTargets: new Map([['DynamoDB_20120810', 'dynamodb']]),
          protocols: [],
        }),
      ),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });

  it('breaks the connection if the response is lost', async () => {
    inject({ effect: { type: 'drop-answer' } });
    await assert.rejects(client.send(new ListTablesCommand({})), { code: 'ECONNRESET' });
    assert.equal(served.length, 1);
  });

  it('has a form that an SDK reads', async () => {
    inject({});
    await assert.rejects(client.send(new GetItemCommand({ TableName: 't', Key: { id: { S: '1' } } })), {
      name: 'ProvisionedThroughputExceededException',
    });
  });
});
