/** DynamoDB: tables and streams, served by an engine in a process of its own. */

import { definePlugin } from '../../plugin/plugin.ts';
import type { Database } from './database.ts';
import { ENGINE, TABLES } from './handle.ts';
import { createRequestTokens } from './request-tokens.ts';
import { engineOperation } from './serve.ts';
import { STREAM_EVENT_SOURCE } from './stream-event-source.ts';
import { streamOperation } from './streams.ts';
import { TABLE } from './table.ts';
import { throttleMetrics } from './throttle-metrics.ts';
import { createWriteSignal } from './write-signal.ts';

const THROTTLE = {
  name: 'ProvisionedThroughputExceededException',
  message:
    'The level of configured provisioned throughput for the table was exceeded. ' +
    'Consider increasing your provisioning level with the UpdateTable API.',
  status: 400,
};

export const dynamodb = definePlugin<Database>({
  name: 'dynamodb',

  resourceTypes: { 'AWS::DynamoDB::Table': TABLE },

  services: {
    dynamodb: {
      jsonTarget: 'DynamoDB_20120810',
      host: 'dynamodb',
      throttle: THROTTLE,
      throttleMetrics,
      operations: {},
      otherOperations: engineOperation,
    },
    dynamodbstreams: {
      jsonTarget: 'DynamoDBStreams_20120810',
      throttle: THROTTLE,
      operations: {},
      otherOperations: streamOperation,
    },
  },

  eventSources: { dynamodb: STREAM_EVENT_SOURCE },

  open: (cloud) => {
    const tables = new Set<string>();
    TABLES.provide(cloud, tables);
    return {
      callEngine: ENGINE.of(cloud),
      tables,
      once: createRequestTokens(),
      writes: createWriteSignal(),
      engineStreamArns: new Map(),
    };
  },
});
