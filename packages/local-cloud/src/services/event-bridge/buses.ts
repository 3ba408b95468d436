/** The buses of the stack, and what listens to them. */

import { nameInArn } from '../../aws/arn.ts';
import { matchesPattern } from '../../aws/event-pattern/matches-pattern.ts';
import type { JsonValue } from '../../kernel/json.ts';
import type { Archive } from './archive.ts';
import type { BusEvent, BusListener } from './event.ts';

export type Buses = {
  /** Those of the template and `default`, which is always there. */
  readonly names: Set<string>;
  readonly listeners: BusListener[];
  readonly archives: Archive[];
};

export const DEFAULT_BUS = 'default';

export function createBuses(): Buses {
  return { names: new Set([DEFAULT_BUS]), listeners: [], archives: [] };
}

/** The bus that a name or an ARN stands for; the default one if there is none. */
export function busNameOf(nameOrArn: JsonValue | undefined): string {
  return typeof nameOrArn === 'string' ? nameInArn(nameOrArn) : DEFAULT_BUS;
}

/** Hands an event to the rules and archives whose pattern it matches. */
export async function publish(busName: string, event: BusEvent, { listeners }: Buses): Promise<void> {
  const interested = listeners.filter((one) => one.busName === busName && matchesPattern(one.pattern, event));
  for (const listener of interested) await listener.take(event);
}
