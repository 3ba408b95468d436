/** The Stripe adapter keeps the port's contract, against a stub of the documented API. */
import { afterAll, beforeAll } from 'vitest';
import { stripeGateway } from './stripe-gateway.ts';
import { describeGateway } from './testing/gateway-contract.ts';
import type { Provider } from './testing/gateway-contract.ts';
import { startStripeStub } from './testing/stripe-stub.ts';
import type { StripeStub } from './testing/stripe-stub.ts';

let stub: StripeStub;
let provider: Provider;

beforeAll(async () => {
  stub = await startStripeStub();
  provider = {
    gateway: stripeGateway('sk_test_stub', { address: stub.address }),
    methods: {
      taken: 'pm_card_visa',
      declined: 'pm_card_chargeDeclined',
      unknown: 'nonsense',
      awaitsCustomer: 'pm_card_authenticationRequired',
      awaitsProvider: 'pm_card_slow',
    },
    decide,
    balanceOf: (paymentId) => {
      const intent = stub.intents.get(paymentId);
      const refunds = stub.refunds.filter(({ payment_intent: id }) => id === paymentId);
      return Promise.resolve({
        charged: intent?.status === 'succeeded' ? intent.amount : 0,
        refunded: refunds.reduce((sum, { amount }) => sum + amount, 0),
      });
    },
  };
});
afterAll(() => stub.close());

/** Nobody decides about an intent that is over. */
function decide(paymentId: string, decision: 'CONFIRMED' | 'REFUSED'): Promise<void> {
  const status = stub.intents.get(paymentId)?.status;
  if (status === 'requires_action') stub.authenticate(paymentId, decision === 'CONFIRMED');
  if (status === 'processing') stub.settle(paymentId, decision === 'CONFIRMED');
  return Promise.resolve();
}

describeGateway('Stripe', () => provider);
