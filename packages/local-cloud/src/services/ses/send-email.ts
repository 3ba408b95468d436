/** SendEmail, version 2: hands mails of known senders to the inbox. */

import { arn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/error.ts';
import { unknownOperation } from '../../gateway/unsupported.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { identityOf } from './email-identities.ts';
import { checkMail } from './send-email-input.ts';
import type { Inbox } from './start-inbox.ts';

export type Mailbox = {
  /** Addresses and domains of the template; with none, any sender will do. */
  readonly identities: Set<string>;
  /** Starts the inbox with the first call; undefined if nothing in the stack sends mail. */
  openInbox(): Promise<Pick<Inbox, 'send'>> | undefined;
};

export const SEND_EMAIL: Operation<Mailbox> = {
  permissions: (input, { identities }, account) => {
    const identity = identityOf(stringAt(input, 'FromEmailAddress') ?? '*', identities);
    const resource = stringAt(input, 'FromEmailAddressIdentityArn') ?? arn('ses', account, `identity/${identity}`);
    return [{ action: 'ses:SendEmail', resource }];
  },

  serve: (input, mailbox, { place }, call) => {
    const inbox = mailbox.openInbox();
    if (!inbox) throw unknownOperation(call);
    return sendEmail(input, mailbox.identities, inbox, place.region);
  },
};

export async function sendEmail(
  input: JsonObject,
  identities: ReadonlySet<string>,
  inbox: Promise<Pick<Inbox, 'send'>>,
  region: string,
): Promise<JsonObject> {
  checkMail(input);
  const sender = stringAt(input, 'FromEmailAddress') ?? '';
  if (identities.size > 0 && !identities.has(identityOf(sender, identities))) {
    throw new AwsError(
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region ' +
        `${region.toUpperCase()}: ${sender}`,
    );
  }
  return (await inbox).send(input);
}
