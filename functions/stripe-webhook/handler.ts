/** The endpoint of Stripe's webhook, behind a function URL that anybody may call. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { environment } from '../shared/clients/environment.ts';
import { REQUEST_HANDLER } from '../shared/clients/request-timeouts.ts';
import { count } from '../shared/telemetry/metrics.ts';
import { observed } from '../shared/telemetry/observed.ts';
import { takingDeliveries } from './take-delivery.ts';
import { tellSagas } from './tell-sagas.ts';

const secretsManager = new SecretsManagerClient({ requestHandler: REQUEST_HANDLER });

const takeDelivery = takingDeliveries({
  readSecret,
  tell: tellSagas,
  onRejected: () => count({ WebhooksRejected: 1 }),
});

export const handler = observed<LambdaFunctionURLEvent, LambdaFunctionURLResult>(takeDelivery);

async function readSecret(): Promise<string> {
  const SecretId = environment('STRIPE_SIGNING_SECRET_ARN');
  const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return SecretString;
}
