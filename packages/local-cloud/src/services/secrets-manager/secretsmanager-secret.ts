/** AWS::SecretsManager::Secret */

import { secretArn, secretValue } from './secret.ts';
import type { Place } from '../../aws/place.ts';
import type { Named, ResourceType } from '../../assembly/resource-type.ts';

function arn({ name }: Named, place: Place): string {
  return secretArn(name, place);
}

export const secretsmanagerSecret: ResourceType = {
  nameProperty: 'Name',
  properties: ['GenerateSecretString', 'Name', 'SecretString'],
  withoutEffect: ['Description', 'KmsKeyId', 'ReplicaRegions', 'Tags'],
  ref: arn,
  attributes: { Id: arn },

  create: async ({ name, ref, properties }, cloud) => {
    const value = await secretValue(name, properties, cloud.state, process.env);
    cloud.secrets.push({ name, arn: ref, value });
  },
};
