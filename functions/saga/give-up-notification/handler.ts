/** After SendNotification has failed for good: the order says that its customer was not notified. */
import { stepHandler } from '../shared/step-handler.ts';
import { giveUpNotification } from './give-up-notification.ts';

export const handler = stepHandler(giveUpNotification);
