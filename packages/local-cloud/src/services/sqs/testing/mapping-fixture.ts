/** A mapping of a queue whose time stands still, and a function that a test plays. */

import assert from 'node:assert/strict';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../../kernel/json.ts';
import { EVENT_SOURCES } from '../../../plugin/event-source.ts';
import type { Mapping, RunningMapping } from '../../../plugin/event-source.ts';
import type { EventRecord } from '../event-source/event-records.ts';
import { arnOf, createQueueFixture } from './queue-fixture.ts';
import type { QueueFixture } from './queue-fixture.ts';

export type MappingFixture = {
  readonly fixture: QueueFixture;
  readonly running: RunningMapping;
  readonly log: readonly string[];
  /** The bodies of each batch that the function had. */
  readonly batches: readonly (readonly string[])[];
  /** Resolves when the function had `count` batches. */
  readonly untilBatches: (count: number) => Promise<void>;
  /** Resolves when the mapping has deleted `count` messages. */
  readonly untilDeleted: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type MappingSetup = {
  /** The output of Invoke for a batch. */
  readonly handle: (records: readonly EventRecord[]) => JsonObject | Promise<JsonObject>;
  /** Called before each receive of the mapping. */
  readonly beforeReceive?: () => void;
  /** Of the queue `jobs`. */
  readonly queueProperties?: JsonObject;
} & Partial<Mapping>;

/** A mapping of the queue `jobs`. */
export async function createMappingFixture(setup: MappingSetup): Promise<MappingFixture> {
  const { handle, beforeReceive, queueProperties, ...changes } = setup;
  const log: string[] = [];
  const batches: string[][] = [];
  let deleted = 0;
  let change: PromiseWithResolvers<void> = Promise.withResolvers();
  const changed = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const until = async (isThere: () => boolean) => {
    while (!isThere()) await change.promise;
  };
  const callSqs = async (operation: string, input: JsonObject) => {
    if (operation === 'ReceiveMessage') beforeReceive?.();
    const output = await fixture.call(operation, input);
    if (Array.isArray(output['Successful'])) deleted += output['Successful'].length;
    changed();
    return JSON.stringify(output);
  };
  const callAws: CallAws = async ({ service, operation, input }) => {
    if (service === 'sqs') return callSqs(operation, input);
    const records = recordsIn(input['Payload']);
    batches.push(records.map((record) => stringAt(record, 'body') ?? ''));
    const output = handle(records);
    changed();
    return JSON.stringify(await output);
  };
  const fixture = await createQueueFixture(queueProperties, { callAws, log: (line) => void log.push(line) });
  const running = await startOrClose({ ...MAPPING, ...changes }, fixture);
  return {
    fixture,
    running,
    log,
    batches,
    untilBatches: (count) => until(() => batches.length >= count),
    untilDeleted: (count) => until(() => deleted >= count),
    close: async () => {
      await running.stop();
      await fixture.close();
    },
  };
}

const MAPPING: Mapping = {
  uuid: 'uuid',
  arn: 'arn:aws:lambda:us-east-1:000000000000:event-source-mapping:uuid',
  logicalId: 'Mapping',
  functionName: 'worker',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
  functionTimeoutSeconds: 3,
  eventSourceArn: arnOf('jobs'),
  enabled: true,
  filterPatterns: [],
  reportBatchItemFailures: false,
  principal: {
    arn: 'arn:aws:sts::000000000000:assumed-role/worker/local',
    permissions: [{ Effect: 'Allow', Action: 'sqs:*', Resource: arnOf('jobs') }],
  },
  properties: {},
};

async function startOrClose(mapping: Mapping, fixture: QueueFixture): Promise<RunningMapping> {
  try {
    const source = EVENT_SOURCES.of(fixture.cloud).get('sqs');
    assert.ok(source);
    return source.start(mapping);
  } catch (error) {
    await fixture.close();
    throw error;
  }
}

function recordsIn(payload: JsonValue | undefined): readonly EventRecord[] {
  const records = isJsonObject(payload) ? payload['Records'] : undefined;
  assert.ok(Array.isArray(records) && records.every(isJsonObject));
  return records.map((record) => {
    const { messageId, receiptHandle } = record;
    assert.ok(typeof messageId === 'string' && typeof receiptHandle === 'string');
    return { ...record, messageId, receiptHandle };
  });
}
