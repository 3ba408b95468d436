/** The faults of a running local cloud (docs/faults.md): how to set them, and how often each rule has struck. */

import { arrayIn, isRecord, parseRecord } from './json.ts';

type Cloud = { readonly awsEndpointUrl: string };

export type FaultReport = {
  readonly service: string;
  /** The kind of effect, such as `drop-answer`. */
  readonly effectType: string;
  readonly injected: number;
};

/** Replaces the rules. Throws if the local cloud rejects them. */
export async function setFaults({ awsEndpointUrl }: Cloud, plan: object): Promise<void> {
  const response = await fetch(`${awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(plan) });
  if (!response.ok) throw new Error(`The local cloud rejects the faults: ${await response.text()}`);
}

export async function clearFaults({ awsEndpointUrl }: Cloud): Promise<void> {
  await fetch(`${awsEndpointUrl}/faults`, { method: 'DELETE' });
}

/** What each rule has done, in the order of the rules. */
export async function readFaults({ awsEndpointUrl }: Cloud): Promise<readonly FaultReport[]> {
  const response = await fetch(`${awsEndpointUrl}/faults`);
  return arrayIn(parseRecord(await response.text()), 'rules').map(parseReport);
}

function parseReport(rule: unknown): FaultReport {
  const { service, effect, injected } = isRecord(rule) ? rule : {};
  if (!isRecord(effect) || typeof injected !== 'number') throw new Error(`This isn't a rule: ${JSON.stringify(rule)}`);
  return { service: String(service), effectType: String(effect['type']), injected };
}
