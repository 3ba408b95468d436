/** Second step: takes the money. */
import { stepHandler } from '../order-steps/step-handler.ts';
import { sandboxGateway } from '../payment-gateway/sandbox-gateway.ts';
import { processPayment } from './process-payment.ts';

export const handler = stepHandler(({ orderId }, context) => processPayment(orderId, sandboxGateway, context));
