import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import type { JsonObject } from '../../kernel/json.ts';
import { createFixture, EXECUTION_ARN, invokeStep, machineOf, MACHINE_ARN } from './testing/machine-fixture.ts';
import type { Fixture } from './testing/machine-fixture.ts';
import { memberAt, stringMemberAt } from '../../kernel/testing/member-at.ts';

const ONE_STEP = machineOf({ Step: invokeStep({ End: true }) });

/** A fixture whose task waits until the test lets it go on. */
function createWaiting(): Fixture & { readonly goOn: () => void } {
  const gate = Promise.withResolvers<null>();
  return { ...createFixture(ONE_STEP, () => gate.promise), goOn: () => gate.resolve(null) };
}

describe('startExecution', () => {
  it('runs the machine by its role and keeps input and output', async () => {
    const machine = machineOf({
      Reserve: invokeStep({ ResultPath: null, Next: 'Charge' }),
      Charge: invokeStep({ ResultSelector: { 'id.$': '$.Payload.chargeId' }, ResultPath: '$.charge', End: true }),
    });
    const { run, calls } = createFixture(machine, () => ({ chargeId: 'ch_1' }));
    const { revisionId, ...record } = await run({ orderId: 'o1' }, 'o1');
    assert.equal(typeof revisionId, 'string');
    assert.deepEqual(
      { ...record, startDate: typeof record.startDate, stopDate: 0 },
      {
        executionArn: `${EXECUTION_ARN}:o1`,
        name: 'o1',
        stateMachineArn: MACHINE_ARN,
        status: 'SUCCEEDED',
        input: '{"orderId":"o1"}',
        output: '{"orderId":"o1","charge":{"id":"ch_1"}}',
        startDate: 'number',
        stopDate: 0,
      },
    );
    assert.ok(calls[1]);
    assert.deepEqual(calls[1].principal.arn, 'arn:aws:iam::111122223333:role/saga');
    assert.deepEqual(calls[1].input['Payload'], { orderId: 'o1' });
  });

  it('answers the running execution when it is given the same name and input again', async () => {
    const { host, untilEnded, goOn, calls } = createWaiting();
    const first = await host.startExecution({ name: 'o1', input: '{"a":1}' });
    assert.deepEqual(await host.startExecution({ name: 'o1', input: '{"a":1}' }), first);
    goOn();
    await untilEnded(`${EXECUTION_ARN}:o1`);
    assert.equal(calls.length, 1);
  });

  it('starts one execution when two ask at the same time', async () => {
    const { host, untilEnded, goOn, calls } = createWaiting();
    const answers = await Promise.all([1, 2].map(() => host.startExecution({ name: 'o1' })));
    assert.deepEqual(answers[0], answers[1]);
    goOn();
    await untilEnded(`${EXECUTION_ARN}:o1`);
    assert.equal(calls.length, 1);
  });

  it('refuses a name that is running with another input, or has ended', async () => {
    const { host, untilEnded, goOn } = createWaiting();
    const exists = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${EXECUTION_ARN}:o1'` };
    await host.startExecution({ name: 'o1', input: '{"a":1}' });
    await assert.rejects(host.startExecution({ name: 'o1', input: '{"a":2}' }), exists);
    goOn();
    await untilEnded(`${EXECUTION_ARN}:o1`);
    await assert.rejects(host.startExecution({ name: 'o1', input: '{"a":1}' }), exists);
  });

  for (const name of ['', 'a b', 'a/b', 'a:b', 'a*', '{a}', 'a\u0007', 'a\u0085', 'a\uD800', 'x'.repeat(81)]) {
    it(`refuses the name ${JSON.stringify(name).slice(0, 20)}`, () =>
      assert.rejects(createFixture(ONE_STEP).host.startExecution({ name }), { name: 'InvalidName' }));
  }

  it('takes the characters that AWS takes', async () => {
    const { run } = createFixture(ONE_STEP);
    assert.equal((await run({}, 'Order_1-a.b+c=d@(é)')).name, 'Order_1-a.b+c=d@(é)');
  });

  it('refuses an input that is no JSON, or too long', async () => {
    const { host } = createFixture(ONE_STEP);
    await assert.rejects(host.startExecution({ input: '{' }), { name: 'InvalidExecutionInput' });
    await assert.rejects(host.startExecution({ input: `"${'x'.repeat(262_143)}"` }), { name: 'ValidationException' });
  });
});

describe('describeExecution', () => {
  it('answers what the API answers', async () => {
    const { host, run } = createFixture(ONE_STEP);
    const { startDate, revisionId, ...record } = await run({}, 'o1');
    assert.equal(typeof revisionId, 'string');
    assert.deepEqual(await host.describeExecution({ executionArn: `${EXECUTION_ARN}:o1` }), {
      ...record,
      startDate,
      inputDetails: { included: true },
      outputDetails: { included: true },
    });
  });

  it('knows no execution that was never started', () =>
    assert.rejects(createFixture(ONE_STEP).host.describeExecution({ executionArn: `${EXECUTION_ARN}:o1` }), {
      name: 'ExecutionDoesNotExist',
      message: `Execution Does Not Exist: '${EXECUTION_ARN}:o1'`,
    }));
});

describe('listExecutions', () => {
  it('lists the newest first, by status, in pages', async () => {
    const { host, run, journal } = createFixture(ONE_STEP, (payload) => {
      if (payload === 'bad') throw new Error('bad');
      return null;
    });
    for (const [index, input] of ['good', 'bad', 'good', 'good'].entries()) {
      const record = await run(input, `o${index}`);
      journal.records.set(record.executionArn, { ...record, startDate: index });
    }
    const namesOf = ({ executions }: JsonObject) =>
      Array.isArray(executions) ? executions.map((execution) => memberAt(execution, 'name')) : [];
    const first = await host.listExecutions({ statusFilter: 'SUCCEEDED', maxResults: 2 });
    assert.deepEqual(namesOf(first), ['o3', 'o2']);
    const second = await host.listExecutions({
      statusFilter: 'SUCCEEDED',
      maxResults: 2,
      nextToken: first['nextToken'] ?? '',
    });
    assert.deepEqual([namesOf(second), second['nextToken']], [['o0'], undefined]);
    await assert.rejects(host.listExecutions({ nextToken: 'x' }), { name: 'InvalidToken' });
  });
});

describe('stopExecution', () => {
  afterEach(() => vi.useRealTimers());

  it('ends the execution as ABORTED, with the reason that it is given', async () => {
    const { host, untilEnded } = createWaiting();
    const executionArn = `${EXECUTION_ARN}:o1`;
    await host.startExecution({ name: 'o1' });
    const { stopDate } = await host.stopExecution({ executionArn, error: 'Operator', cause: 'no longer wanted' });
    const record = await untilEnded(executionArn);
    assert.deepEqual(
      { ...record, startDate: 0 },
      { ...record, startDate: 0, status: 'ABORTED', error: 'Operator', cause: 'no longer wanted', stopDate },
    );
    assert.deepEqual(await host.stopExecution({ executionArn }), { stopDate });
  });

  it('keeps a task that waits for a retry from being tried again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const tried = Promise.withResolvers<undefined>();
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }];
    const { host, untilEnded, calls } = createFixture(machineOf({ Step: invokeStep({ Retry, End: true }) }), () => {
      tried.resolve(undefined);
      throw new Error('again');
    });
    await host.startExecution({ name: 'o1' });
    await tried.promise;
    await new Promise(setImmediate);
    await host.stopExecution({ executionArn: `${EXECUTION_ARN}:o1` });
    await untilEnded(`${EXECUTION_ARN}:o1`);
    vi.advanceTimersByTime(60_000);
    await new Promise(setImmediate);
    assert.equal(calls.length, 1);
  });
});

describe('describeStateMachine', () => {
  it('answers the definition as it is in the template', async () => {
    const { creationDate, revisionId, ...answer } = await createFixture(ONE_STEP).host.describeStateMachine();
    assert.ok(typeof revisionId === 'string');
    assert.match(revisionId, /^[\da-f]{8}-[\da-f-]{27}$/);
    assert.equal(typeof creationDate, 'number');
    assert.deepEqual(answer, {
      stateMachineArn: MACHINE_ARN,
      name: 'saga',
      status: 'ACTIVE',
      definition: JSON.stringify(ONE_STEP),
      roleArn: 'arn:aws:iam::111122223333:role/saga',
      type: 'STANDARD',
    });
  });
});

describe('resume', () => {
  it('runs what an earlier process left unfinished again, from its start and under its name', async () => {
    const earlier = createWaiting();
    await earlier.host.startExecution({ name: 'o1', input: '{"orderId":"o1"}' });
    await earlier.host.close();
    assert.equal(earlier.journal.records.get(`${EXECUTION_ARN}:o1`)?.status, 'RUNNING');

    const later = createFixture(ONE_STEP, undefined, {}, earlier.journal);
    await later.host.resume();
    const record = await later.untilEnded(`${EXECUTION_ARN}:o1`);
    assert.equal(record.status, 'SUCCEEDED');
    assert.deepEqual(later.calls[0]?.input['Payload'], { orderId: 'o1' });
    await assert.rejects(later.host.startExecution({ name: 'o1' }), { name: 'ExecutionAlreadyExists' });
  });

  it('goes on by the definition with which the execution began, and takes the new one for new executions', async () => {
    const earlier = createWaiting();
    await earlier.host.startExecution({ name: 'o1', input: '{}' });
    await earlier.host.close();

    const changed = machineOf({ Only: { Type: 'Pass', Result: 'by the new definition', End: true } });
    const later = createFixture(changed, () => 'by the old definition', {}, earlier.journal);
    await later.host.resume();
    const resumed = await later.untilEnded(`${EXECUTION_ARN}:o1`);
    assert.ok(resumed.status === 'SUCCEEDED' && resumed.output?.includes('by the old definition'), resumed.status);
    const started = await later.run({}, 'o2');
    assert.ok(started.status === 'SUCCEEDED' && started.output === '"by the new definition"');
  });

  it('leaves alone what has ended', async () => {
    const earlier = createFixture(ONE_STEP);
    await earlier.run({}, 'o1');
    const later = createFixture(ONE_STEP, undefined, {}, earlier.journal);
    await later.host.resume();
    assert.deepEqual(later.calls, []);
  });
});

describe('the journal', () => {
  it('gets the end of an execution, however often that must be tried', async () => {
    const { host, journal, untilEnded, goOn, log } = createWaiting();
    const update = journal.update.bind(journal);
    let failures = 0;
    journal.update = async (record) => {
      if ((failures += 1) === 1) throw new Error('engine away');
      await update(record);
    };
    await host.startExecution({ name: 'o1' });
    goOn();
    assert.equal((await untilEnded(`${EXECUTION_ARN}:o1`)).status, 'SUCCEEDED');
    assert.deepEqual(log, ['[saga] cannot store the end of o1: Error: engine away']);
  });
});

describe('an Express state machine', () => {
  const express = { type: 'EXPRESS' } as const;

  it('runs every execution, whatever its name, and keeps no record', async () => {
    const twice = Promise.withResolvers<undefined>();
    const { host, calls, journal } = createFixture(
      ONE_STEP,
      () => (calls.length === 2 ? twice.resolve(undefined) : undefined, null),
      express,
    );
    const [first, second] = await Promise.all([1, 2].map(() => host.startExecution({ name: 'o1' })));
    await twice.promise;
    assert.match(
      stringMemberAt(first, 'executionArn'),
      /^arn:aws:states:eu-west-1:111122223333:express:saga:o1:[0-9a-f-]{36}$/,
    );
    assert.notEqual(first?.['executionArn'], second?.['executionArn']);
    assert.equal(journal.records.size, 0);
  });

  it('cannot be asked about its executions', async () => {
    const { host } = createFixture(ONE_STEP, undefined, express);
    await assert.rejects(host.listExecutions({}), { name: 'StateMachineTypeNotSupported' });
    await assert.rejects(host.describeExecution({ executionArn: 'x' }), { name: 'StateMachineTypeNotSupported' });
  });
});
