/** The gateway's Secrets Manager: reads the template's secrets. */

import { createHash } from 'node:crypto';
import { textAt } from '../../json.ts';
import type { Secret } from '../../secrets/secret.ts';
import { AwsError } from '../aws-call.ts';
import { unknownOperation } from '../gateway.ts';
import type { Service } from '../gateway.ts';

/** `secrets` may grow later. */
export const createSecretsmanager =
  (secrets: readonly Secret[]): Service =>
  async (call) => {
    if (call.operation !== 'GetSecretValue') throw unknownOperation(call);
    const wanted = textAt(call.input, 'SecretId') ?? '';
    const secret = secrets.find(({ name, arn }) => wanted === name || wanted === arn || arn.startsWith(`${wanted}-`));
    if (!secret) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const { name, arn, value } = secret;
    const VersionId = createHash('sha256').update(value).digest('hex').slice(0, 32);
    return JSON.stringify({ ARN: arn, Name: name, SecretString: value, VersionId, VersionStages: ['AWSCURRENT'] });
  };
