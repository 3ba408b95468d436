/** What the local cloud says to the questions about states, asked as AWS is: by the SDK, over HTTP. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { boot } from '@ordersaga/local-cloud';
import type { RunningCloud } from '@ordersaga/local-cloud';
import { writeAssembly } from '@ordersaga/local-cloud/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { BUSINESS_ERROR_NAMES, BUSY_ERROR_NAMES } from '../../../domain/errors.ts';
import { clientSettings } from '../../client-settings.ts';
import { arrayIn, isRecord, objectIn } from '../../json.ts';
import type { Json } from '../../json.ts';
import { createAsk } from '../ask.ts';
import type { Outcome } from '../ask.ts';
import type { Answer, Case } from '../case.ts';
import { openAssembly, readTemplate } from '../template.ts';
import type { StatesTarget } from './question.ts';
import { sagaIn } from './saga-definition.ts';
import { UNLISTED } from './saga-questions.ts';
import { sagaSource, STATE_BATTERY } from './sources.ts';

const directory = mkdtempSync(join(tmpdir(), 'states-'));
let cloud: RunningCloud;
let target: StatesTarget;

beforeAll(async () => {
  writeAssembly(directory, { stackName: 'states', resources: {} });
  cloud = await boot({ assemblyDirectory: directory, port: 0, log: () => {} });
  const settings = clientSettings({ awsEndpointUrl: `http://localhost:${cloud.server.port}` });
  target = { stepFunctions: new SFNClient({ ...settings, maxAttempts: 1 }) };
});

afterAll(async () => {
  target.stepFunctions.destroy();
  await cloud.close();
  rmSync(directory, { recursive: true });
});

async function askAll(cases: readonly Case<StatesTarget>[]): Promise<ReadonlyMap<string, Outcome>> {
  const ask = createAsk();
  const outcomes = new Map<string, Outcome>();
  for (const question of cases) {
    const key = `${question.group}: ${question.name}`;
    assert.ok(!outcomes.has(key), `${key} is asked once`);
    outcomes.set(key, await ask(question, target));
  }
  return outcomes;
}

function answersOf(outcomes: ReadonlyMap<string, Outcome>): ReadonlyMap<string, Answer> {
  return new Map(
    [...outcomes].map(([key, outcome]) => {
      assert.equal(outcome.kind, 'answer', `${key}: ${JSON.stringify(outcome)}`);
      return [key, outcome.answer] as const;
    }),
  );
}

/** Each question is asked twice, and no answer is about a fault of the local cloud, or about what it doesn't support. */
async function askTwice(cases: readonly Case<StatesTarget>[]): Promise<ReadonlyMap<string, Answer>> {
  const first = answersOf(await askAll(cases));
  assert.deepEqual(answersOf(await askAll(cases)), first);
  return first;
}

describe('the battery of states', () => {
  it('gets the same answers each time, none of them a failure of the local cloud', async () => {
    const cases = STATE_BATTERY.cases();
    assert.ok(cases.length >= 60, `${cases.length} cases`);
    const answers = await askTwice(cases);
    const statuses = new Set([...answers.values()].map(({ status, exception }) => status ?? exception));
    assert.deepEqual([...statuses].toSorted(), [
      'CAUGHT_ERROR',
      'FAILED',
      'InvalidArn',
      'InvalidDefinition',
      'InvalidExecutionInput',
      'RETRIABLE',
      'SUCCEEDED',
      'ValidationException',
    ]);
  });

  it('shows what is asked, and from where the assumption comes', () => {
    for (const { name, source, shows } of STATE_BATTERY.cases()) {
      assert.ok(source.length > 10, name);
      assert.ok(shows['state'] !== undefined || shows['stateName'] !== undefined, name);
      assert.ok(JSON.stringify(shows).length < 5000, name);
    }
  });
});

describe('the sagas, state by state', () => {
  let states: Readonly<Record<string, unknown>>;
  let refundStates: Readonly<Record<string, unknown>>;
  let answers: ReadonlyMap<string, Answer>;
  const ofKind = (type: string) => Object.keys(states).filter((name) => objectIn(states, name)['Type'] === type);
  const answerTo = (key: string): Answer => {
    const answer = answers.get(key);
    assert.ok(answer, `there is a question ${key}`);
    return answer;
  };
  const afterError = (state: string, error: string, retries: number) =>
    answerTo(`saga: errors: ${state} fails with ${error} after ${retries} retries`);
  const inputOf = (state: string) => objectIn(afterError(state, 'OutOfStock', 0), 'afterInputPath');

  /** How often an error is tried again, by the first retrier that names it or all. */
  const attemptsFor = (state: string, error: string): number => {
    const retriers = arrayIn(objectIn(states, state), 'Retry').filter(isRecord);
    const retrier = retriers.find(({ ErrorEquals }) =>
      [error, 'States.ALL'].some((name) => String(ErrorEquals).split(',').includes(name)),
    );
    return Number(retrier?.['MaxAttempts']);
  };

  beforeAll(async () => {
    const template = readTemplate(await openAssembly());
    states = objectIn(sagaIn(template, 'Saga'), 'States');
    refundStates = objectIn(sagaIn(template, 'RefundSaga'), 'States');
    answers = await askTwice(sagaSource(template).cases());
  });

  it('are asked about every state', () => {
    for (const name of [...Object.keys(states), ...Object.keys(refundStates)]) {
      assert.ok(
        [...answers.keys()].some((key) => key.includes(` ${name} `)),
        name,
      );
    }
  });

  /** AwaitPayment isn't one: it works by rules of its own. */
  const steps = () => ofKind('Task').filter((name) => name !== 'AwaitPayment');

  it('goes on with the order as it came when a step is done', () => {
    for (const name of steps().filter((one) => one !== 'ParkOrder' && one !== 'ProcessPayment')) {
      const { status, output, nextState, result } = answerTo(`saga: results: ${name} goes on with the payload {}`);
      assert.equal(status, 'SUCCEEDED', name);
      assert.deepEqual(output, inputOf(name), name);
      assert.equal(nextState, objectIn(states, name)['Next'], name);
      assert.deepEqual(objectIn({ result }, 'result')['Payload'], {}, name);
    }
  });

  it('never tries a business error again, and undoes the order for it if nothing is paid', () => {
    for (const error of BUSINESS_ERROR_NAMES) {
      for (const name of steps()) {
        assert.notEqual(afterError(name, error, 0)['status'], 'RETRIABLE', `${name}: ${error}`);
      }
      for (const name of ['ReserveInventory', 'ProcessPayment']) {
        const { status, nextState, output } = afterError(name, error, 0);
        assert.deepEqual([status, nextState], ['CAUGHT_ERROR', 'RefundPayment']);
        const failed = { [name]: { Error: error, Cause: `${error} was mocked` } };
        assert.deepEqual(output, { ...inputOf(name), failed });
      }
    }
  });

  it('tries other errors as often as it says, and then goes where the catcher leads', () => {
    const ends: readonly (readonly [state: string, error: string, next: string, place: string])[] = [
      ...['ReserveInventory', 'ProcessPayment'].flatMap((name) => [
        [name, UNLISTED, 'RefundPayment', 'failed'] as const,
        ...[...BUSY_ERROR_NAMES, 'Lambda.TooManyRequestsException', 'States.Timeout'].map(
          (busy) => [name, busy, 'ParkOrder', 'notDone'] as const,
        ),
      ]),
      ['CompleteOrder', UNLISTED, 'ParkOrder', 'notDone'],
      ['RefundPayment', UNLISTED, 'ParkOrder', 'notUndone'],
      ['ReleaseInventory', UNLISTED, 'ParkOrder', 'notUndone'],
      ['FailOrder', UNLISTED, 'ParkOrder', 'notUndone'],
    ];
    for (const [name, error, next, place] of ends) {
      const attempts = attemptsFor(name, error);
      assert.ok(attempts > 0, `${name}: ${error}`);
      for (const retries of [0, attempts - 1]) {
        const { status, nextState, backoff } = afterError(name, error, retries);
        assert.deepEqual([status, nextState], ['RETRIABLE', undefined], `${name}: ${error} after ${retries}`);
        assert.match(JSON.stringify(backoff), /^"a whole number up to \d+"$/);
      }
      const { status, nextState, output } = afterError(name, error, attempts);
      assert.deepEqual([status, nextState], ['CAUGHT_ERROR', next], `${name}: ${error}`);
      const told = { [place]: { [name]: { Error: error, Cause: `${error} was mocked` } } };
      assert.deepEqual(output, { ...inputOf(name), ...told }, `${name}: ${error}`);
    }
  });

  it('gives up a mail, and no order, when the customer cannot be told', () => {
    const { nextState, output } = afterError('SendNotification', UNLISTED, attemptsFor('SendNotification', UNLISTED));
    assert.equal(nextState, 'GiveUpNotification');
    assert.ok('notificationError' in objectIn({ output }, 'output'));
    const givenUp = afterError('GiveUpNotification', UNLISTED, attemptsFor('GiveUpNotification', UNLISTED));
    assert.equal(givenUp['status'], 'FAILED');
  });

  it('give up the mail of a refund, and not the refund, when the customer cannot be told', () => {
    const { Retry } = objectIn(refundStates, 'SendRefundNotification');
    const afterRefundError = (state: string, retries: number) =>
      answerTo(`refund saga: errors: ${state} fails with ${UNLISTED} after ${retries} retries`);
    const attempts = Number(arrayIn({ Retry }, 'Retry').filter(isRecord).at(-1)?.['MaxAttempts']);
    const { nextState, output } = afterRefundError('SendRefundNotification', attempts);
    assert.equal(nextState, 'GiveUpRefundNotification');
    assert.deepEqual(Object.keys(objectIn({ output }, 'output')), ['orderId', 'refundId', 'notificationError']);
  });

  it('asks for the payment again when a wait is over, and waits if the provider says so', () => {
    const waited = answerTo('saga: results: AwaitPayment goes on with the payload {}');
    assert.deepEqual([waited['status'], waited['nextState']], ['SUCCEEDED', 'ProcessPayment']);
    const over = afterError('AwaitPayment', 'States.Timeout', 0);
    assert.deepEqual([over['status'], over['nextState']], ['CAUGHT_ERROR', 'ProcessPayment']);
    const decided = (payment: object) =>
      answerTo(`saga: choices: IsPaid decides about ${JSON.stringify({ asked: { payment } })}`)['nextState'];
    assert.equal(decided({ waitSeconds: 900 }), 'AwaitPayment');
    assert.equal(decided({}), 'CompleteOrder');
  });

  it('goes forward with an order that turns out to be paid, and stops for one that staff turned back', () => {
    const paid = afterError('RefundPayment', 'OrderPaid', 0);
    assert.deepEqual(
      [paid['status'], paid['nextState'], paid['output']],
      ['CAUGHT_ERROR', 'CompleteOrder', inputOf('RefundPayment')],
    );
    const turned = afterError('CompleteOrder', 'MoveNotAllowed', 0);
    assert.deepEqual([turned['status'], turned['nextState']], ['CAUGHT_ERROR', 'OrderTurnedBack']);
  });

  it('begins where the order stands', () => {
    const next = (input: Json) =>
      answerTo(`saga: choices: WhichWay decides about ${JSON.stringify(input)}`)['nextState'];
    assert.equal(next({ direction: 'BACKWARD' }), 'RefundPayment');
    assert.equal(next({ direction: 'BACKWARD', isPaid: true }), 'RefundPayment');
    assert.equal(next({ direction: 'FORWARD', isPaid: true }), 'CompleteOrder');
    for (const input of [
      { direction: 'FORWARD' },
      { isPaid: false },
      { isPaid: 'true' },
      { isPaid: null },
      { direction: 1 },
    ]) {
      assert.equal(next(input), 'ReserveInventory', JSON.stringify(input));
    }
  });

  it('ends as parked if the order needs attention, and else as closed', () => {
    const { output } = answerTo('saga: results: ParkOrder goes on with the payload {"status":"NEEDS_ATTENTION"}');
    assert.deepEqual(objectIn({ output }, 'output')['order'], { status: 'NEEDS_ATTENTION' });
    const next = (order: Json) =>
      answerTo(`saga: choices: IsParked decides about ${JSON.stringify({ order })}`)['nextState'];
    assert.equal(next({ status: 'NEEDS_ATTENTION' }), 'OrderParked');
    assert.equal(next({ status: 'FAILED' }), 'OrderClosed');
    const parked = answerTo('saga: ends: OrderParked ends');
    assert.deepEqual(
      [parked['status'], parked['error'], parked['cause']],
      ['FAILED', 'OrderParked', 'The order needs attention.'],
    );
    assert.equal(answerTo('saga: ends: OrderClosed ends')['status'], 'SUCCEEDED');
  });
});
