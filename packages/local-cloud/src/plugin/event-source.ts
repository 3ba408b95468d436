/** What AWS::Lambda::EventSourceMapping can read from, such as DynamoDB streams. */

import type { Principal } from '../aws/policy/policy.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Cloud } from './cloud.ts';
import { createHandle } from './handle.ts';

export type EventSource<State> = {
  /** Properties of the mapping that make a difference for this source, besides those of every mapping. */
  readonly properties: readonly string[];
  /** Starts to read and to invoke the function. Throws `StartupError` for settings that it doesn't support. */
  readonly start: (mapping: Mapping, state: State, cloud: Cloud) => RunningMapping;
};

/** A mapping as its resource describes it. */
export type Mapping = {
  readonly uuid: string;
  readonly arn: string;
  readonly logicalId: string;
  /** With its qualifier. */
  readonly functionName: string;
  readonly functionArn: string;
  readonly functionTimeoutSeconds: number;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  /** A message that matches any of them reaches the function; with none, every message does. */
  readonly filterPatterns: readonly JsonObject[];
  readonly reportBatchItemFailures: boolean;
  /** The function's role, which reads the source. */
  readonly principal: Principal;
  /** All properties of the resource, for those that are the source's own. */
  readonly properties: JsonObject;
};

export type RunningMapping = {
  isEnabled(): boolean;
  setEnabled(enabled: boolean): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
};

/** A source with its state, as the mappings use it. */
export type OpenEventSource = {
  readonly properties: readonly string[];
  readonly start: (mapping: Mapping) => RunningMapping;
};

/** Those of all plugins, by the service in their ARNs. */
export const EVENT_SOURCES = createHandle<ReadonlyMap<string, OpenEventSource>>('event sources');
