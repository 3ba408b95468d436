/** The mailbox for CloudFormation custom resources: a function answers a request by a PUT to its ResponseURL. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomResources } from '../../boot/cloud.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { readBody } from '../../gateway/http/read-body.ts';
import { parseObject } from '../../kernel/json.ts';

export const CUSTOM_RESOURCES_PATH = '/custom-resources';

/** `url` is the cloud's address. `handle` takes the answers under `CUSTOM_RESOURCES_PATH`. */
export function createCustomResources(
  url: string,
): CustomResources & { handle(request: IncomingMessage, response: ServerResponse): Promise<void> } {
  const waiting = new Map<string, (answer: JsonObject) => void>();
  return {
    expect: () => {
      const path = `${CUSTOM_RESOURCES_PATH}/${randomUUID()}`;
      const answer = new Promise<JsonObject>((resolve) => waiting.set(path, resolve));
      return { responseUrl: `${url}${path}`, answer };
    },
    handle: async (request, response) => {
      const path = request.url ?? '';
      const answer = parseObject(await readBody(request));
      const resolve = waiting.get(path);
      waiting.delete(path);
      response.writeHead(answer && resolve ? 200 : 400).end();
      if (answer) resolve?.(answer);
    },
  };
}
