/** The payment gateway that the function was deployed with: the sandbox, or Stripe with its key from Secrets Manager. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requestHandler } from '../request-timeouts.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { sandboxGateway } from './sandbox-gateway.ts';

let chosen: Promise<PaymentGateway> | undefined;

/** Read once for each environment of the function; a failure is not kept. */
export function paymentGateway(): Promise<PaymentGateway> {
  chosen ??= choose(process.env['STRIPE_SECRET_ARN']);
  chosen.catch(() => (chosen = undefined));
  return chosen;
}

async function choose(secretArn: string | undefined): Promise<PaymentGateway> {
  if (!secretArn) return sandboxGateway;
  const client = new SecretsManagerClient({ requestHandler });
  const { SecretString: secretKey } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (!secretKey?.startsWith('sk_')) throw new Error('The secret of the payment provider does not hold a key (sk_…)');
  const { stripeGateway } = await import('./stripe-gateway.ts');
  return stripeGateway(secretKey);
}
