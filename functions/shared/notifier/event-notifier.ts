/** For a stack without a sender of mails: it sends nothing, and the order's event says so. */
import type { Notifier } from './notifier.ts';

export const eventNotifier: Notifier = {
  notify: () => Promise.resolve({ sent: false, error: 'This shop sends no mails.' }),
};
