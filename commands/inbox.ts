/** The mails that a local cloud has caught, as its inbox lists them. */

import { arrayIn, isRecord, parseRecord } from './json.ts';

export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export async function readInbox({ inboxUrl = '' }: { readonly inboxUrl?: string }): Promise<readonly Mail[]> {
  const response = await fetch(new URL('/store', inboxUrl));
  return arrayIn(parseRecord(await response.text()), 'emails').map(parseMail);
}

function parseMail(email: unknown): Mail {
  const { from, subject, destination, body } = isRecord(email) ? email : {};
  if (!isRecord(destination) || !isRecord(body)) throw new Error(`This isn't a mail: ${JSON.stringify(email)}`);
  return {
    from: String(from),
    to: arrayIn(destination, 'to').map(String),
    subject: String(subject),
    text: String(body['text']),
    html: String(body['html']),
  };
}
