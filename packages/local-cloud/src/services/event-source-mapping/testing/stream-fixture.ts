/** A real engine with one streamed table, and in front of it a CallAws whose function and destinations a test plays. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallEngine } from '../../dynamodb/engine/call-engine.ts';
import { locateEngine } from '../../dynamodb/engine/locate-engine.ts';
import { startEngine } from '../../dynamodb/engine/start-engine.ts';
import type { AwsCall, CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { AwsError } from '../../../aws/error.ts';
import { serveStream } from '../../dynamodb/streams.ts';
import { streamArn } from '../../dynamodb/stream-arn.ts';
import { isJsonObject, objectAt, stringAt } from '../../../kernel/json.ts';
import type { EventSourceMappingDefinition, EventSourceMappingDependencies } from '../definition.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

const ACCOUNT = { region: 'eu-west-1', accountId: '111122223333' };
const ROLE: Principal = { arn: 'arn:aws:iam::111122223333:role/relay', permissions: [] };

/** What the function answers: a payload, or, thrown, a failure to reach it. */
export type Handler = (records: readonly JsonObject[]) => JsonValue | Promise<JsonValue>;

export type Stream = {
  readonly arn: string;
  put(orderId: string, version: number, attributes?: JsonObject): Promise<void>;
  /** The batches that reached the function, as `orderId/version` of each record. */
  readonly batches: Recorder<readonly string[]>;
  readonly events: Recorder<JsonObject>;
  readonly destinationCalls: Recorder<AwsCall>;
  readonly checkpoints: Map<string, string>;
  definition(changes?: Partial<EventSourceMappingDefinition>): EventSourceMappingDefinition;
  /** `onDestination` may throw what the queue or bucket would. */
  dependencies(handler: Handler, onDestination?: (call: AwsCall) => void): EventSourceMappingDependencies;
};

export type Streams = { create(): Promise<Stream>; stop(): Promise<void> };

export async function startStreams(): Promise<Streams> {
  const location = locateEngine({ DYNOXIDE_BIN: process.env['DYNOXIDE_BIN'] });
  const directory = mkdtempSync(join(tmpdir(), 'streams-'));
  const engine = await startEngine('binary' in location ? location.binary : '', directory);
  const callEngine = createCallEngine(engine.endpoint);
  const database = { callEngine, engineStreamArns: new Map<string, string>() };
  const streams: CallAws = ({ operation, input }) => serveStream(operation, input, database, ACCOUNT);
  let tables = 0;

  const create = async (): Promise<Stream> => {
    const TableName = `Outbox${(tables += 1)}`;
    const arn = streamArn(ACCOUNT, TableName);
    await callEngine('DynamoDB_20120810.CreateTable', { TableName, ...TABLE });
    const batches = createRecorder<readonly string[]>();
    const events = createRecorder<JsonObject>();
    const destinationCalls = createRecorder<AwsCall>();
    const checkpoints = new Map<string, string>();
    let written = Promise.withResolvers<undefined>();

    const invoke = async (input: JsonObject, handler: Handler): Promise<string> => {
      const event = objectAt(input, 'Payload');
      const records = Array.isArray(event['Records']) ? event['Records'].filter(isJsonObject) : [];
      events.add(event);
      batches.add(records.map(nameOf));
      try {
        return JSON.stringify({ StatusCode: 200, Payload: await handler(records) });
      } catch (error) {
        if (error instanceof AwsError) throw error;
        return JSON.stringify({ StatusCode: 200, FunctionError: 'Unhandled', Payload: { errorType: 'Error' } });
      }
    };

    return {
      arn,
      batches,
      events,
      destinationCalls,
      checkpoints,
      put: async (orderId, version, attributes = {}) => {
        const Item = { orderId: { S: orderId }, version: { N: `${version}` }, ...attributes };
        await callEngine('DynamoDB_20120810.PutItem', { TableName, Item });
        written.resolve(undefined);
        written = Promise.withResolvers<undefined>();
      },
      definition: (changes = {}) => ({ ...MAPPING, eventSourceArn: arn, ...changes }),
      dependencies: (handler, onDestination = () => {}) => ({
        callAws: route(streams, callEngine, (input) => invoke(input, handler), destinationCalls, onDestination),
        checkpoints: {
          get: (key) => Promise.resolve(checkpoints.get(key)),
          put: (key, value) => {
            checkpoints.set(key, value);
            return Promise.resolve();
          },
        },
        waitForRecords: () => written.promise,
        log: () => {},
      }),
    };
  };

  return {
    create,
    stop: async () => {
      await callEngine.close();
      await engine.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

function route(
  streams: CallAws,
  callEngine: (target: string, input: JsonObject) => Promise<string>,
  invoke: (input: JsonObject) => Promise<string>,
  destinationCalls: Recorder<AwsCall>,
  onDestination: (call: AwsCall) => void,
): CallAws {
  return async (call) => {
    if (call.service === 'dynamodbstreams') return streams(call);
    if (call.service === 'dynamodb') return callEngine(`DynamoDB_20120810.${call.operation}`, call.input);
    if (call.service === 'lambda') return invoke(call.input);
    destinationCalls.add(call);
    onDestination(call);
    return '{}';
  };
}

/** The keys of a record, as `orderId/version`. */
export function nameOf(record: JsonObject): string {
  const keys = objectAt(objectAt(record, 'dynamodb'), 'Keys');
  return `${stringAt(objectAt(keys, 'orderId'), 'S')}/${stringAt(objectAt(keys, 'version'), 'N')}`;
}

/** The sequence number of a record. */
export function sequenceNumberOf(record: JsonObject): string {
  return stringAt(objectAt(record, 'dynamodb'), 'SequenceNumber') ?? '';
}

const TABLE: JsonObject = {
  KeySchema: [
    { AttributeName: 'orderId', KeyType: 'HASH' },
    { AttributeName: 'version', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'orderId', AttributeType: 'S' },
    { AttributeName: 'version', AttributeType: 'N' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
};

/** A mapping with the settings that Lambda chooses, but for a small batch. */
export const MAPPING: Omit<EventSourceMappingDefinition, 'eventSourceArn'> = {
  uuid: '7f1b7a2e-0000-4000-8000-000000000001',
  arn: 'arn:aws:lambda:eu-west-1:111122223333:event-source-mapping:7f1b7a2e-0000-4000-8000-000000000001',
  functionName: 'relay',
  batchSize: 10,
  startingPosition: 'TRIM_HORIZON',
  maximumBatchingWindowSeconds: 0,
  filterPatterns: [],
  bisectBatchOnFunctionError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  parallelizationFactor: 1,
  reportBatchItemFailures: true,
  enabled: true,
  principal: ROLE,
};
