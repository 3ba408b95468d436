import type { CallEngine } from './engine/call-engine.ts';
import type { RequestTokens } from './request-tokens.ts';
import type { WriteSignal } from './write-signal.ts';

/** What DynamoDB keeps while the cloud runs; items and streams are the engine's. */
export type Database = {
  readonly callEngine: CallEngine;
  /** Names of the template's tables. */
  readonly tables: Set<string>;
  readonly once: RequestTokens;
  readonly writes: WriteSignal;
  /** The engine's ARNs of streams, by those of the template. */
  readonly engineStreamArns: Map<string, string>;
};
