/** Tells customers by e-mail, through SES v2. */
import { BadRequestException, MessageRejected, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { describeError } from '../errors/clean-error.ts';
import { REQUEST_HANDLER } from '../clients/request-timeouts.ts';
import type { Notifier, Told } from './notifier.ts';
import { orderMail } from './order-mail.ts';
import { refundMail } from './refund-mail.ts';

/**
 * `sender` is an address that SES may send from. An order without an e-mail address gets no mail, and a mail that SES
 * rejects is not sent again. SES has no idempotency key: a mail whose response is lost may be sent twice.
 */
export function sesNotifier(sender: string): Notifier {
  // A mail that was taken must not be sent again only because the response is late.
  const client = new SESv2Client({ requestHandler: REQUEST_HANDLER, maxAttempts: 1 });
  return {
    notify: async (order, refund) => {
      if (!order.email) return { sent: false, error: 'The order has no e-mail address.' };
      const { subject, text, html } = refund ? refundMail(order, refund) : orderMail(order);
      const mail = new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [order.email] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text }, Html: { Data: html } } } },
      });
      return client.send(mail).then(() => ({ sent: true }), unlessRejected);
    },
  };
}

/** The mail itself is at fault ("Errors" of SendEmail, SES v2 API reference). Throws an error of our own for all others. */
function unlessRejected(error: unknown): Told {
  if (!(error instanceof MessageRejected) && !(error instanceof BadRequestException)) throw notSent(error);
  return { sent: false, error: 'The mail service rejected the mail.' };
}

/** SES's messages name addresses. Its name for the error stays: retry policies go by that. */
function notSent(error: unknown): Error {
  const { name, status, requestId } = describeError(error);
  const message = `The mail service did not send the mail (${name}, status ${status}, request ${requestId})`;
  return Object.assign(new Error(message), { name });
}
