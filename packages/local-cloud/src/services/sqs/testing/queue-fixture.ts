/** Queues whose time stands still, and calls of SQS as the account's owner makes them. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, objectAt, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { openTestCloud, TEST_PLACE } from '../../../testing/test-cloud.ts';
import { createSqs } from '../index.ts';
import { createManualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';

export const QUEUE_URL = `${TEST_PLACE.url}/${TEST_PLACE.accountId}/jobs`;

export type QueueFixture = {
  readonly cloud: Cloud;
  readonly clock: ManualClock;
  /** Calls an operation, on the queue `jobs` unless the input has another `QueueUrl`. */
  readonly call: (operation: string, input?: JsonObject) => Promise<JsonObject>;
  /** What an operation rejects an input with, as `name: message`. */
  readonly rejection: (operation: string, input?: JsonObject) => Promise<string>;
  /** How many messages of `jobs` are visible, in flight and delayed. */
  readonly counts: () => Promise<readonly [visible: number, inFlight: number, delayed: number]>;
  readonly close: () => Promise<void>;
};

/** `properties` are those of the queue `jobs`, beside which there is `dead-jobs`; `settings` those of the cloud. */
export async function createQueueFixture(
  properties: JsonObject = {},
  settings: Partial<Cloud> = {},
): Promise<QueueFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'queues-'));
  const clock = createManualClock();
  const opened = await openTestCloud([createSqs(clock)], { dataDirectory: directory, ...settings });
  await opened.create('AWS::SQS::Queue', 'dead-jobs', {});
  await opened.create('AWS::SQS::Queue', 'jobs', properties);
  await opened.ready();
  const call: QueueFixture['call'] = (operation, input) =>
    opened.call('sqs', operation, { QueueUrl: QUEUE_URL, ...input });
  return {
    cloud: opened.cloud,
    clock,
    call,
    rejection: async (operation, input) => {
      try {
        return JSON.stringify(await call(operation, input));
      } catch (error) {
        assert.ok(error instanceof AwsError, String(error));
        return `${error.name}: ${error.message}`;
      }
    },
    counts: async () => {
      const attributes = objectAt(await call('GetQueueAttributes', { AttributeNames: ['All'] }), 'Attributes');
      const count = (suffix: string) => Number(stringAt(attributes, `ApproximateNumberOfMessages${suffix}`));
      return [count(''), count('NotVisible'), count('Delayed')];
    },
    close: async () => {
      await opened.close();
      rmSync(directory, { recursive: true });
    },
  };
}

export function arnOf(name: string): string {
  return arn('sqs', TEST_PLACE, name);
}

/** The messages that ReceiveMessage returned. */
export function messagesOf({ Messages: messages = [] }: JsonObject): readonly JsonObject[] {
  assert.ok(Array.isArray(messages) && messages.every(isJsonObject));
  return messages;
}

/** The receipt handle of a message that ReceiveMessage returned. */
export function handleOf(message: JsonObject | undefined): string {
  const handle = message?.['ReceiptHandle'];
  assert.ok(typeof handle === 'string');
  return handle;
}
