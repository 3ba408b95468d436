/** The payment gateway that the function was deployed with: the sandbox, or Stripe with its key from Secrets Manager. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { REQUEST_HANDLER } from '../clients/request-timeouts.ts';
import { gatewayWithKey } from './gateway-with-key.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { sandboxGateway } from './sandbox-gateway.ts';
import type { StripeAddress } from './stripe-gateway.ts';

/** Reads nothing and calls nothing before its first use. */
export const paymentGateway = choose(process.env['STRIPE_SECRET_ARN']);

function choose(secretArn: string | undefined): PaymentGateway {
  if (!secretArn) return sandboxGateway;
  const client = new SecretsManagerClient({ requestHandler: REQUEST_HANDLER });
  return gatewayWithKey(
    () => readKey(client, secretArn),
    async (key) => {
      const { stripeGateway } = await import('./stripe-gateway.ts');
      return stripeGateway(key, atAddress(process.env['STRIPE_ADDRESS']));
    },
  );
}

/** Where a local stage has its stub of Stripe, such as `http://127.0.0.1:4010`. No stage on AWS has the variable. */
function atAddress(address: string | undefined): { readonly address?: StripeAddress } {
  if (!address) return {};
  const { hostname, port } = new URL(address);
  // The key goes there without encryption.
  if (hostname !== '127.0.0.1') throw new Error('STRIPE_ADDRESS must be one of 127.0.0.1');
  return { address: { host: hostname, port: Number(port), protocol: 'http' } };
}

async function readKey(client: SecretsManagerClient, secretArn: string): Promise<string> {
  const { SecretString: secretKey } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (!secretKey?.startsWith('sk_')) throw new Error('The secret of the payment provider does not hold a key (sk_…)');
  return secretKey;
}
