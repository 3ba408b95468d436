/** Secrets Manager: the template's secrets, whose values are given, generated, or of the environment. */

import type { Place } from '../../aws/place.ts';
import type { Named } from '../../assembly/resource-type.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { GET_SECRET_VALUE } from './get-secret-value.ts';
import { secretArn, secretValue } from './secret.ts';
import type { Secret } from './secret.ts';

function arnOfSecret({ name }: Named, place: Place): string {
  return secretArn(name, place);
}

export const secretsManager = definePlugin<Secret[]>({
  name: 'secrets-manager',

  resourceTypes: {
    'AWS::SecretsManager::Secret': {
      nameProperty: 'Name',
      properties: ['GenerateSecretString', 'Name', 'SecretString'],
      withoutEffect: ['Description', 'KmsKeyId', 'ReplicaRegions', 'Tags'],
      ref: arnOfSecret,
      attributes: { Id: arnOfSecret },
      resolvedBy: 'secretsmanager',
      create: async ({ name, ref, properties }, secrets, { store }) => {
        secrets.push({ name, arn: ref, value: await secretValue(name, properties, store, process.env) });
      },
    },
  },

  services: {
    secretsmanager: {
      jsonTarget: 'secretsmanager',
      host: 'secretsmanager',
      operations: { GetSecretValue: GET_SECRET_VALUE },
    },
  },

  open: () => [],
});
