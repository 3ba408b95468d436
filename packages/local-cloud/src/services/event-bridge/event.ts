/** Events as EventBridge hands them to targets ("AWS service event metadata", EventBridge user guide). */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../kernel/json.ts';
import type { Account } from '../../aws/place.ts';

export type BusEvent = JsonObject & { readonly id: string; readonly time: string };

/** Takes what a bus takes in, such as a rule or an archive. */
export type BusListener = {
  readonly busName: string;
  readonly pattern: JsonObject;
  /** Rejects where the event is not taken, which fails the entry of PutEvents. */
  take(event: BusEvent): void | Promise<void>;
};

type EventParts = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources: readonly string[];
  /** Epoch milliseconds. */
  readonly time: number;
};

export function createEvent(parts: EventParts, { accountId, region }: Account): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': parts.detailType,
    source: parts.source,
    account: accountId,
    time: new Date(parts.time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [...parts.resources],
    detail: parts.detail,
  };
}

/** What a rule with a schedule sends each time. */
export function scheduledEvent(ruleArn: string, time: number, account: Account): BusEvent {
  return createEvent(
    { source: 'aws.events', detailType: 'Scheduled Event', detail: {}, resources: [ruleArn], time },
    account,
  );
}
