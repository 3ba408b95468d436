/** Tells customers by e-mail, through SES v2. */
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { describeError } from '../clean-error.ts';
import { requestHandler } from '../request-timeouts.ts';
import type { Notifier } from './notifier.ts';
import { orderMail } from './order-mail.ts';

/**
 * `sender` is an address that SES may send from. An order without an e-mail address is told by its event alone.
 * SES has no idempotency key: a mail whose answer is lost may be sent twice.
 */
export function sesNotifier(sender: string): Notifier {
  // A mail that was taken must not be sent again only because the answer is late.
  const client = new SESv2Client({ requestHandler, maxAttempts: 1 });
  return {
    notify: async (order) => {
      if (!order.email) return;
      const { subject, text, html } = orderMail(order);
      const mail = new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [order.email] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text }, Html: { Data: html } } } },
      });
      try {
        await client.send(mail);
      } catch (error) {
        throw notSent(error);
      }
    },
  };
}

/** SES's messages name addresses. Its name for the error stays: what is tried again is told by that. */
function notSent(error: unknown): Error {
  const { name, status, requestId } = describeError(error);
  const message = `The mail service did not send the mail (${name}, status ${status}, request ${requestId})`;
  return Object.assign(new Error(message), { name });
}
