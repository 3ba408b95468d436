/** Stage prod as it is deployed, with a stub in Stripe's place. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import { isRecord, parseRecord } from '../json.ts';

/** Those of the webhook: while one is replaced, Stripe signs with both. */
export const SIGNING_SECRETS = ['whsec_old', 'whsec_new'] as const;

/** Writes the cloud assembly into a directory. */
export async function synthesizeProd(directory: string): Promise<void> {
  await synthesize(resolve(import.meta.dirname, '../..'), directory, { stage: 'prod' });
}

/** Changes the text of each template of an assembly. */
export function changeTemplates(directory: string, change: (template: string) => string): void {
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.template.json'))) {
    const path = join(directory, name);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
}

/** Puts in what somebody puts in after the first deployment, and where Stripe is: an address such as `http://host:1234`. */
export function withStub(template: string, address: string): string {
  const parsed = parseRecord(template);
  const { Resources } = parsed;
  if (!isRecord(Resources)) throw new Error('The template has no resources.');
  for (const [id, resource] of Object.entries(Resources)) {
    if (!isRecord(resource) || !isRecord(resource['Properties'])) continue;
    const { Properties } = resource;
    if (resource['Type'] === 'AWS::SecretsManager::Secret') {
      const SecretString = id.startsWith('StripeWebhook') ? SIGNING_SECRETS.join(',') : 'sk_test_stub';
      Object.assign(resource, { Properties: { SecretString } });
    }
    const { Environment } = Properties;
    const variables = isRecord(Environment) ? Environment['Variables'] : undefined;
    if (isRecord(variables) && 'STRIPE_SECRET_ARN' in variables) Object.assign(variables, { STRIPE_ADDRESS: address });
  }
  return JSON.stringify(parsed);
}
