/** The inbox where every mail lands that the stack sends: aws-ses-v2-local on a port of its own. */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-call.ts';
import { parseObject, textAt } from '../json.ts';
import type { StateStore } from '../state/state-store.ts';

export type Inbox = {
  /** A page for people; `/store` under it is JSON. */
  readonly url: string;
  /** Takes the input of SendEmail (SES version 2) and answers its output. Throws `BadRequestException`. */
  send(input: JsonObject): Promise<JsonObject>;
  close(): Promise<void>;
};

/** Whether a stack sends mail: it has an identity, or somebody who may. */
export const sendsMail = (all: (type: string) => readonly { readonly properties: JsonObject }[]): boolean =>
  all('AWS::SES::EmailIdentity').length > 0 ||
  [...all('AWS::IAM::Role'), ...all('AWS::IAM::Policy')].some(({ properties }) => JSON.stringify(properties).includes('"ses:Send'));

/** The mails of earlier runs are there again, for the server itself keeps them only in memory. */
export const startInbox = async (state: StateStore): Promise<Inbox> => {
  // It loads a web framework, for which a stack without mails need not wait.
  const { default: library } = await import('aws-ses-v2-local');
  const server = await library.default({ host: '127.0.0.1', port: 0 });
  const address = server.address();
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  // The library's store outlives its server in this process.
  await fetch(`${url}/clear-store`, { method: 'POST' });
  for (const text of await state.list(KIND)) await post(url, text);
  return {
    url,
    send: async (input) => {
      const text = JSON.stringify(input);
      const answer = await post(url, text);
      await state.put(KIND, `${new Date().toISOString()} ${randomUUID()}`, text);
      return answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const KIND = 'mail';

const post = async (url: string, body: string): Promise<JsonObject> => {
  const response = await fetch(`${url}/v2/email/outbound-emails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'AWS4-HMAC-SHA256' },
    body,
  });
  const answer = parseObject(await response.text()) ?? {};
  if (response.ok) return answer;
  throw new AwsError('BadRequestException', textAt(answer, 'detail') ?? textAt(answer, 'message') ?? 'Bad request');
};
