/** Work-around: dynoxide 1.2.1 deletes expired items only when it is told to, by a tool of its own. */

import { isObject } from '../../../kernel/json.ts';
import type { RunningEngine } from './start-engine.ts';

/** Deletes every item whose TTL attribute has passed, in all tables. Answers how many. */
export async function sweepTtl({
  toolsEndpoint,
  toolsToken,
}: Pick<RunningEngine, 'toolsEndpoint' | 'toolsToken'>): Promise<number> {
  const response = await fetch(toolsEndpoint, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${toolsToken}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'sweep_ttl', arguments: {} } }),
  });
  const answer: unknown = await response.json();
  const deleted = itemsDeleted(answer);
  if (deleted === undefined) throw new Error(`The engine's TTL sweep answered ${JSON.stringify(answer)}`);
  return deleted;
}

function itemsDeleted(answer: unknown): number | undefined {
  if (!isObject(answer) || !isObject(answer['result']) || !Array.isArray(answer['result']['content'])) return undefined;
  const first: unknown = answer['result']['content'][0];
  if (!isObject(first) || typeof first['text'] !== 'string') return undefined;
  const result: unknown = JSON.parse(first['text']);
  return isObject(result) && typeof result['items_deleted'] === 'number' ? result['items_deleted'] : undefined;
}
