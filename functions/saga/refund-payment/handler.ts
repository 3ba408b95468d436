/** First step back: says that the order is being undone and why, then gives the money back. */
import { stepHandler } from '../shared/step-handler.ts';
import { paymentGateway } from '../../shared/payment-gateway/choose-gateway.ts';
import { refundPayment } from './refund-payment.ts';

export const handler = stepHandler((input) => refundPayment(input, paymentGateway));
