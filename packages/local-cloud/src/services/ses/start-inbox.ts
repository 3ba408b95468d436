/** The inbox where every mail lands that the stack sends: aws-ses-v2-local on a port and in a thread of its own. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { JsonObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import { isObject, parseObject, stringAt } from '../../kernel/json.ts';
import type { StateStore } from '../../kernel/state-store.ts';
import { TOKEN_HEADER } from './inbox-requests.ts';
import type { InboxSettings, InboxStarted } from './inbox-worker.ts';

export type Inbox = {
  /** A page for people; `/store` under it is JSON. */
  readonly url: string;
  /** Takes the input of SendEmail (SES version 2) and returns its output. Throws `BadRequestException`. */
  send(input: JsonObject): Promise<JsonObject>;
  close(): Promise<void>;
};

/** The mails of earlier runs are there again, because the server itself keeps them only in memory. */
export async function startInbox(store: StateStore, allowedHosts: readonly string[]): Promise<Inbox> {
  const token = randomUUID();
  const worker = new Worker(new URL('./inbox-worker.ts', import.meta.url), {
    workerData: { allowedHosts, token } satisfies InboxSettings,
    // Its web framework shows clients where in the source an error happened, but for this.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  try {
    const url = `http://localhost:${await portOf(worker)}`;
    for (const text of await store.list(KIND)) await post(url, token, text);
    return {
      url,
      send: async (input) => {
        const text = JSON.stringify(input);
        const answer = await post(url, token, text);
        await store.put(KIND, `${new Date().toISOString()} ${randomUUID()}`, text);
        return answer;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function portOf(worker: Worker): Promise<number> {
  const messages: readonly unknown[] = await once(worker, 'message');
  worker.on('error', (error) => console.error('The inbox has ended.', error));
  const [started] = messages;
  if (!isInboxStarted(started)) throw new Error('The inbox has not said its port.');
  return started.port;
}

function isInboxStarted(message: unknown): message is InboxStarted {
  return isObject(message) && typeof message['port'] === 'number';
}

const KIND = 'mail';

async function post(url: string, token: string, body: string): Promise<JsonObject> {
  const response = await fetch(`${url}/v2/email/outbound-emails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'AWS4-HMAC-SHA256', [TOKEN_HEADER]: token },
    body,
  }).catch((error: unknown) => {
    console.error('The inbox did not take a mail.', error);
    throw new AwsError('InternalServiceErrorException', 'The inbox did not take the mail.', 500);
  });
  const answer = parseObject(await response.text()) ?? {};
  if (response.ok) return answer;
  throw new AwsError('BadRequestException', stringAt(answer, 'detail') ?? stringAt(answer, 'message') ?? 'Bad request');
}
