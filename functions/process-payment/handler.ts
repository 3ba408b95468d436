/** Second step: takes the money. */
import { stepHandler } from '../order-steps/step-handler.ts';
import { paymentGateway } from '../payment-gateway/choose-gateway.ts';
import { processPayment } from './process-payment.ts';

export const handler = stepHandler(({ orderId }) => processPayment(orderId, paymentGateway));
