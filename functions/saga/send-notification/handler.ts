/** Last step: notifies the customer of the completed order, by mail if a sender is configured. */
import { eventNotifier } from '../../shared/notifier/event-notifier.ts';
import { sesNotifier } from '../../shared/notifier/ses-notifier.ts';
import { stepHandler } from '../shared/step-handler.ts';
import { sendNotification } from './send-notification.ts';

const sender = process.env['SENDER_ADDRESS'];
const notifier = sender ? sesNotifier(sender) : eventNotifier;

export const handler = stepHandler((input, context) => sendNotification(input, notifier, context));
