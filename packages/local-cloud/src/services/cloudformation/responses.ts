/** Takes the responses of custom resources: their function sends each by a PUT to its ResponseURL. */

import { randomUUID } from 'node:crypto';
import type { Handle } from '../../gateway/door/answer-requests.ts';
import { readBodyAsString } from '../../gateway/door/read-body-as-string.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { parseObject } from '../../kernel/json.ts';

export const RESPONSES_PATH = '/custom-resources';

export type CustomResourceResponses = {
  /** Makes the address for one response. */
  expect(): { readonly responseUrl: string; readonly response: Promise<JsonObject> };
  /** Takes the requests under `RESPONSES_PATH`. */
  readonly handle: Handle;
};

/** `url` is the cloud's address. */
export function createResponses(url: string): CustomResourceResponses {
  const waiting = new Map<string, (response: JsonObject) => void>();
  return {
    expect: () => {
      const path = `${RESPONSES_PATH}/${randomUUID()}`;
      const response = new Promise<JsonObject>((resolve) => waiting.set(path, resolve));
      return { responseUrl: `${url}${path}`, response };
    },
    handle: async (request, reply) => {
      const path = request.url ?? '';
      const response = parseObject(await readBodyAsString(request));
      const resolve = waiting.get(path);
      waiting.delete(path);
      reply.writeHead(response && resolve ? 200 : 400).end();
      if (response) resolve?.(response);
    },
  };
}
