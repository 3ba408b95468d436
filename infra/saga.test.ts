/** The saga's state machine: which errors it tries again, for how long, and where it goes then. */
import { Stack } from 'aws-cdk-lib';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { BUSINESS_ERROR_NAMES, PARKING_ERROR_NAMES } from '../domain/errors.ts';
import { isObject } from '../domain/is-object.ts';
import { BUSY } from './saga-retries.ts';
import { Saga } from './saga.ts';
import { Tables } from './tables.ts';
import { stageNamed } from './testing/stages.ts';
import { definitionIn } from './testing/state-machine.ts';
import { at, numberAt, propertiesOf, templateOf } from './testing/template.ts';

const stage = stageNamed('dev');
const template = templateOf((app) => {
  const stack = new Stack(app, 'ordersaga');
  new Saga(stack, { stage, tables: new Tables(stack, stage) });
  return stack;
});

describe('the saga', () => {
  const { StartAt, States, TimeoutSeconds } = definition();
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');
  /** AwaitPayment works by other rules: its time is that of a wait. */
  const steps = tasks.filter(([, { Resource }]) => !Resource.endsWith('.waitForTaskToken'));
  const awaitPayment = States['AwaitPayment'];

  it('gives every step a time, longer than its function has', () => {
    const functionTimeouts = propertiesOf(template, 'AWS::Lambda::Function').map((one) => numberAt(one, 'Timeout'));
    // One of them is a step of the saga of refunds alone.
    assert.equal(functionTimeouts.length, tasks.length + 1);
    for (const [name, task] of steps) assert.ok(task.TimeoutSeconds > Math.max(...functionTimeouts), name);
  });

  it('tries business errors never again, and all others with growing, capped and random pauses', () => {
    for (const [name, { Retry }] of steps) {
      const [business, ...technical] = Retry;
      const never = [...BUSINESS_ERROR_NAMES, ...PARKING_ERROR_NAMES];
      assert.deepEqual(business, { ErrorEquals: never, MaxAttempts: 0 }, name);
      assert.equal(technical.at(-1)?.ErrorEquals[0], 'States.ALL');
      for (const retry of technical) {
        assert.ok(retry.BackoffRate > 1 && retry.MaxDelaySeconds >= retry.IntervalSeconds, name);
        assert.equal(retry.JitterStrategy, 'FULL');
      }
    }
  });

  it('waits for hours where a function or a service is throttled, and never undoes an order for that', () => {
    for (const [name, { Retry, Catch = [] }] of tasks) {
      const { MaxAttempts, MaxDelaySeconds } = retryOf(Retry, 'Lambda.TooManyRequestsException');
      assert.ok((MaxAttempts * MaxDelaySeconds) / 2 >= 2.5 * 60 * 60, name);
      const isStep = steps.some(([step]) => step === name);
      for (const error of ['Lambda.TooManyRequestsException', 'Throttled', ...(isStep ? ['States.Timeout'] : [])]) {
        assert.deepEqual(retryOf(Retry, error), retryOf(Retry, 'Lambda.TooManyRequestsException'), `${name}: ${error}`);
        const next = catchOf(Catch, error);
        assert.ok(next === undefined || !reachableFrom(next).includes('RefundPayment'), `${name}: ${error}`);
      }
    }
    for (const name of ['ReserveInventory', 'ProcessPayment']) {
      assert.deepEqual(States[name]?.Catch?.[0], {
        ErrorEquals: [...BUSY, ...PARKING_ERROR_NAMES],
        ResultPath: `$.notDone.${name}`,
        Next: 'ParkOrder',
      });
    }
  });

  it('goes back when a step before the payment fails, never behind it, and to staff when it cannot go on', () => {
    const caught = tasks.map(([name, { Catch }]) => [name, Catch?.at(-1)?.Next]);
    assert.deepEqual(Object.fromEntries(caught), {
      ReserveInventory: 'RefundPayment',
      ProcessPayment: 'RefundPayment',
      AwaitPayment: 'ParkOrder',
      CompleteOrder: 'ParkOrder',
      SendNotification: 'GiveUpNotification',
      GiveUpNotification: undefined,
      RefundPayment: 'ParkOrder',
      ReleaseInventory: 'ParkOrder',
      FailOrder: 'ParkOrder',
      ParkOrder: undefined,
    });
    const undoing = ['RefundPayment', 'ReleaseInventory', 'FailOrder'];
    for (const name of ['CompleteOrder', 'SendNotification', 'GiveUpNotification', 'ParkOrder']) {
      assert.deepEqual(
        reachableFrom(name).filter((reached) => undoing.includes(reached)),
        [],
        name,
      );
    }
    assert.equal(catchOf(States['RefundPayment']?.Catch ?? [], 'OrderPaid'), 'CompleteOrder');
  });

  it('waits for a payment as long as ProcessPayment says, and asks ProcessPayment again when the wait ends', () => {
    assert.deepEqual(nextOf(States['IsPaid']).toSorted(), ['AwaitPayment', 'CompleteOrder']);
    assert.equal(awaitPayment?.TimeoutSecondsPath, '$.asked.payment.waitSeconds');
    assert.equal(awaitPayment.Next, 'ProcessPayment');
    assert.equal(catchOf(awaitPayment.Catch ?? [], 'States.Timeout'), 'ProcessPayment');
    assert.equal(retryOf(awaitPayment.Retry, 'States.Timeout').MaxAttempts, 0);
  });

  it('parks an order, and never undoes it, when the wait itself fails or the provider decides nothing for days', () => {
    assert.equal(catchOf(awaitPayment?.Catch ?? [], 'Error'), 'ParkOrder');
    for (const error of PARKING_ERROR_NAMES) {
      assert.equal(catchOf(States['ProcessPayment']?.Catch ?? [], error), 'ParkOrder');
    }
  });

  it('undoes an order that its bank still has the charge of, as soon as the bank has decided', () => {
    const { MaxAttempts, MaxDelaySeconds } = retryOf(States['RefundPayment']?.Retry ?? [], 'PaymentStillOpen');
    assert.ok((MaxAttempts * MaxDelaySeconds) / 2 > longestWait());
    // A tenth more than that on average is out of reach for so many pauses.
    assert.ok((MaxAttempts * MaxDelaySeconds * 1.2) / 2 < TimeoutSeconds);
  });

  it('may last longer than a payment may wait', () => {
    assert.ok(longestWait() > 0);
    assert.ok(TimeoutSeconds > longestWait() + 24 * 60 * 60);
  });

  it('begins where the order stands', () => {
    assert.deepEqual(nextOf(States[StartAt]).toSorted(), ['CompleteOrder', 'RefundPayment', 'ReserveInventory']);
  });

  const longestWait = () =>
    Math.max(
      ...propertiesOf(template, 'AWS::Lambda::Function').map((one) =>
        Number(at(one, 'Environment', 'Variables', 'SETTLE_PAYMENT_SECONDS') ?? 0),
      ),
    );

  const reachableFrom = (name: string, seen: string[] = []): string[] => {
    if (seen.includes(name)) return seen;
    return nextOf(States[name]).reduce((all, next) => reachableFrom(next, all), [...seen, name]);
  };
});

type Retry = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: string;
};

type Catch = { readonly ErrorEquals: readonly string[]; readonly Next: string };

type State = {
  readonly Type: string;
  readonly Resource: string;
  readonly TimeoutSeconds: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry: readonly Retry[];
  readonly Catch?: readonly Catch[];
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
};

/** The rule that Step Functions takes for an error: the first that names it. */
function ruleFor<Rule extends { readonly ErrorEquals: readonly string[] }>(rules: readonly Rule[], error: string) {
  return rules.find(({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL'));
}

function retryOf(retries: readonly Retry[], error: string): Retry {
  const retry = ruleFor(retries, error);
  assert.ok(retry, `${error} is tried again`);
  return retry;
}

function catchOf(catches: readonly Catch[], error: string): string | undefined {
  return ruleFor(catches, error)?.Next;
}

function nextOf({ Next, Default, Choices = [], Catch = [] }: Partial<State> = {}): string[] {
  return [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)].filter((name) => name !== undefined);
}

function definition(): Definition {
  const parsed = definitionIn(template);
  assert.ok(isDefinition(parsed));
  return parsed;
}

type Definition = {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: { readonly [name: string]: State };
};

/** As CDK writes it, whose own checks have seen to the members of each state. */
function isDefinition(value: unknown): value is Definition {
  if (!isObject(value) || typeof value['StartAt'] !== 'string' || !isObject(value['States'])) return false;
  return Object.values(value['States']).every((state) => isObject(state) && typeof state['Type'] === 'string');
}
