/** The lines of the books about what customers were told. */
import { issuedRefunds } from './kept.ts';
import { line, subjectOf } from './rows.ts';
import type { BookLine, Books, OrderRow } from './rows.ts';

/** What a customer had to be told, and what the order says of that. */
function subjectsIn(orders: readonly OrderRow[]) {
  const completed = orders.filter(({ status }) => status === 'COMPLETED');
  return completed.flatMap((order) => [
    { subject: subjectOf(order.orderId), notification: order.notification },
    ...issuedRefunds(order).map(({ refundId, notification }) => ({
      subject: subjectOf(order.orderId, refundId),
      notification,
    })),
  ]);
}

export function customersWereTold({ orders }: Books): BookLine {
  const subjects = subjectsIn(orders);
  const wrong = subjects.filter(({ notification }) => !notification || (!notification.sent && !notification.error));
  return line(
    'every completed order and issued refund was notified, or says why not',
    subjects.length,
    wrong,
    ({ subject }) => subject,
  );
}

export function mailsWereSent({ orders, mails }: Books): BookLine {
  const told = subjectsIn(orders).filter(({ notification }) => notification?.sent);
  const wrong = told.filter(({ subject }) => !mails.has(subject));
  return line('every order and refund that says so has sent a mail', told.length, wrong, ({ subject }) => subject);
}

/** A try that failed may have sent its mail all the same, and so may one that was under way when the stack was killed. */
export function mailsCameOnce({ mails, failedTries, killedTries }: Books): BookLine {
  const twice = [...mails].filter(([, count]) => count > 1);
  const unexplained = twice.filter(([subject, count]) => count > 1 + (failedTries.get(subject) ?? 0));
  const wrong = unexplained.length > killedTries ? unexplained : [];
  return line(
    `nobody was mailed again but after a try that failed: ${twice.length} were, ${unexplained.length} of at most ${killedTries} by kills`,
    mails.size,
    wrong,
    ([subject, count]) => `${subject}: ${count} mails, ${failedTries.get(subject) ?? 0} tries failed`,
  );
}
