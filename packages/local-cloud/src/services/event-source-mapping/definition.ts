/** What an event source mapping is made of, in the words of AWS::Lambda::EventSourceMapping, and what it needs around it. */

import type { CallAws } from '../../aws/call.ts';
import type { RecordMetric } from '../../aws/metric.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Principal } from '../../aws/policy/policy.ts';

export type EventSourceMappingDefinition = {
  readonly uuid: string;
  readonly arn: string;
  /** Name or ARN. */
  readonly functionName: string;
  /** ARN of a DynamoDB stream. */
  readonly eventSourceArn: string;
  readonly batchSize: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly maximumBatchingWindowSeconds: number;
  /** A record that matches any of them reaches the function; with none, every record does. */
  readonly filterPatterns: readonly JsonObject[];
  readonly bisectBatchOnFunctionError: boolean;
  /** -1: until the records expire. */
  readonly maximumRetryAttempts: number;
  /** -1: as long as the stream keeps them. */
  readonly maximumRecordAgeSeconds: number;
  readonly parallelizationFactor: number;
  readonly reportBatchItemFailures: boolean;
  /** ARN of an SQS queue or an S3 bucket. */
  readonly onFailureDestinationArn?: string;
  readonly enabled: boolean;
  /** The function's role: it reads the stream and writes to the destination. */
  readonly principal: Principal;
};

export type EventSourceMappingDependencies = {
  readonly callAws: CallAws;
  /** Outlives the process where the stream does. */
  readonly checkpoints: {
    get(key: string): Promise<string | undefined>;
    put(key: string, value: string): Promise<void>;
  };
  /** Resolves when somebody wrote to the stream's table since the call, or after `timeoutMs`. */
  readonly waitForRecords: (streamArn: string, timeoutMs: number) => Promise<void>;
  readonly log: (line: string) => void;
  readonly record?: RecordMetric;
};

/** A running mapping, as its parts see it. */
export type Run = {
  readonly definition: EventSourceMappingDefinition;
  readonly dependencies: EventSourceMappingDependencies;
  /** Aborted when the mapping stops. */
  readonly signal: AbortSignal;
  /** Resolves at once while the mapping is enabled, else when it becomes so or stops. */
  untilEnabled(): Promise<void>;
};

/** Lambda itself makes the calls for which AWS asks no permission of the function's role. */
export const LAMBDA_SERVICE: Principal = { arn: 'lambda.amazonaws.com', permissions: 'administrator' };
