/** Third step: tells the customer. */
import { eventNotifier } from '../notifier/event-notifier.ts';
import { stepHandler } from '../order-steps/step-handler.ts';
import { sendNotification } from './send-notification.ts';

export const handler = stepHandler(({ orderId }, context) => sendNotification(orderId, eventNotifier, context));
