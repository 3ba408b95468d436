/** Between the payment's begin and its end: waits for the customer or the bank, by a task token. */
import { stepHandler } from '../shared/step-handler.ts';
import { paymentGateway } from '../../shared/payment-gateway/choose-gateway.ts';
import { awaitPayment } from './await-payment.ts';

export const handler = stepHandler((input) => awaitPayment(input, paymentGateway));
