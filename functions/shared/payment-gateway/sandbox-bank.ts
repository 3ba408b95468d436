/** The function that plays the customer's bank: it has a page for the customer, and decides by itself when it is told to. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { environment } from '../clients/environment.ts';
import { REQUEST_HANDLER } from '../clients/request-timeouts.ts';
import { PaymentProviderUnavailable } from './provider-errors.ts';
import type { Decision, Fate } from './sandbox-cards.ts';

const lambda = new LambdaClient({ requestHandler: REQUEST_HANDLER });

/** What the function is told: how to decide about a payment, and how often to pass the word on. */
export type BankTask = { readonly paymentId: string; readonly decision: Decision; readonly words: number };

/** Whoever opens the address may decide about the payment. */
export function bankAddress(paymentId: string, clientSecret: string): string {
  const query = new URLSearchParams({ payment: paymentId, secret: clientSecret });
  return `${environment('SANDBOX_BANK_URL')}?${query.toString()}`;
}

/** Lets the bank decide about the payment by itself, some time. It decides once, however often it is told to. */
export async function instructBank(paymentId: string, { decision, words }: Fate): Promise<void> {
  const task: BankTask = { paymentId, decision, words };
  const invocation = new InvokeCommand({
    FunctionName: environment('SANDBOX_BANK_FUNCTION'),
    InvocationType: 'Event',
    Payload: Buffer.from(JSON.stringify(task)),
  });
  try {
    await lambda.send(invocation);
  } catch (error) {
    throw new PaymentProviderUnavailable('The sandbox could not reach its bank', { cause: error });
  }
}
