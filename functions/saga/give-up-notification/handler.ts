/** Where telling the customer ends when the mail cannot be sent. */
import { stepHandler } from '../shared/step-handler.ts';
import { giveUpNotification } from './give-up-notification.ts';

export const handler = stepHandler(giveUpNotification);
