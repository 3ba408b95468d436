/** A state machine over functions that really run, so that the two agree on how errors look. */

import assert from 'node:assert/strict';
import { afterAll, describe, it } from 'vitest';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { createBundles } from '../../lambda/testing/bundles.ts';
import { createTaskTokens } from '../callbacks/task-tokens.ts';
import { createStateMachine } from '../create-state-machine.ts';
import { EXECUTION_ARN, invokeStep, machineOf, MACHINE_ARN } from '../testing/machine-fixture.ts';
import { createMemoryJournal } from '../testing/memory-journal.ts';
import { memberAt, stringMemberAt } from '../../../kernel/testing/member-at.ts';
import { parseJson } from '../../../kernel/json.ts';

const bundles = createBundles();
afterAll(() => bundles.close());

/** Runs one task over a function with this source and answers what the task gave, or how it failed. */
async function runTask(source: string): Promise<JsonValue> {
  const step = bundles.create(source, { timeoutSeconds: 0.2 });
  const callAws: CallAws = async ({ input }) => {
    const { payload, functionError } = await step.invoke(input['Payload'] ?? {});
    return JSON.stringify({
      StatusCode: 200,
      Payload: payload,
      ...(functionError && { FunctionError: functionError }),
    });
  };
  const states: JsonObject = {
    Step: invokeStep({ Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Tell' }], End: true }),
    Tell: { Type: 'Pass', End: true },
  };
  const ended = Promise.withResolvers<string>();
  const journal = createMemoryJournal();
  const host = createStateMachine(
    {
      name: 'saga',
      arn: MACHINE_ARN,
      type: 'STANDARD',
      roleArn: 'role',
      principal: { arn: 'role', permissions: [] },
      definition: machineOf(states),
    },
    {
      callAws,
      tokens: createTaskTokens(),
      journal: {
        ...journal,
        update: (record) => {
          ended.resolve(('output' in record && record.output) || '');
          return Promise.resolve();
        },
      },
      log: () => {},
    },
  );
  const { executionArn } = await host.startExecution({ name: 'o1', input: '{"n":20}' });
  assert.equal(executionArn, `${EXECUTION_ARN}:o1`);
  return parseJson(await ended.promise);
}

describe('a state machine over real functions', () => {
  it('passes payloads', async () => {
    assert.equal(memberAt(await runTask('export const handler = async ({ n }) => n + 1;'), 'Payload'), 21);
  });

  for (const { does, source, error } of [
    {
      does: 'throws',
      source: `class PaymentDeclined extends Error { name = 'PaymentDeclined' } export const handler = () => { throw new PaymentDeclined('no'); };`,
      error: 'PaymentDeclined',
    },
    {
      does: 'takes too long',
      source: 'export const handler = () => new Promise(() => {});',
      error: 'Sandbox.Timedout',
    },
    { does: 'exits', source: 'export const handler = () => process.exit(1);', error: 'Runtime.ExitError' },
  ] as const) {
    it(`catches ${error} when a function ${does}`, async () => {
      const output = await runTask(source);
      assert.equal(memberAt(output, 'Error'), error);
      assert.equal(memberAt(parseJson(stringMemberAt(output, 'Cause')), 'errorType'), error);
    });
  }
});
