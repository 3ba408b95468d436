/** Second step: takes the money. */
import { stepHandler } from '../shared/step-handler.ts';
import { paymentGateway } from '../../shared/payment-gateway/choose-gateway.ts';
import { processPayment } from './process-payment.ts';

export const handler = stepHandler(({ orderId }) => processPayment(orderId, paymentGateway));
