/** The gateway's SES, version 2: hands mails of known senders to the inbox. */

import { stringAt } from '../../kernel/json.ts';
import { identityOf } from './email-identities.ts';
import { checkMail } from './send-email-input.ts';
import type { Inbox } from './start-inbox.ts';
import { AwsError } from '../../aws/error.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';

/** `identities` are those of the template; where it has none, any sender will do. */
export function createSes(inbox: Inbox, identities: ReadonlySet<string>, region: string): Service {
  return async (call) => {
    if (call.operation !== 'SendEmail') throw unknownOperation(call);
    checkMail(call.input);
    const sender = stringAt(call.input, 'FromEmailAddress') ?? '';
    if (identities.size > 0 && !identities.has(identityOf(sender, identities))) {
      throw new AwsError(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region ' +
          `${region.toUpperCase()}: ${sender}`,
      );
    }
    return JSON.stringify(await inbox.send(call.input));
  };
}
