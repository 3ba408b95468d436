/** First step of a refund's saga: the customer gets the money back, and the goods go back into the stock. */
import { paymentGateway } from '../../shared/payment-gateway/choose-gateway.ts';
import { stepHandler } from '../shared/step-handler.ts';
import { issueRefund } from './issue-refund.ts';

export const handler = stepHandler((input) => issueRefund(input, paymentGateway));
