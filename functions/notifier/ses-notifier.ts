/** Tells customers by e-mail, through SES v2. */
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
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
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [order.email] },
          Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text }, Html: { Data: html } } } },
        }),
      );
    },
  };
}
