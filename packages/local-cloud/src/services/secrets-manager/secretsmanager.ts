/** The gateway's Secrets Manager: reads the template's secrets. */

import { createHash } from 'node:crypto';
import { stringAt } from '../../kernel/json.ts';
import type { Secret } from './secret.ts';
import { AwsError } from '../../aws/error.ts';
import { checkInput } from '../../aws/check-input.ts';
import type { Structure } from '../../aws/check-input.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';

/** `secrets` may grow later. */
export function createSecretsmanager(secrets: readonly Secret[]): Service {
  return async (call) => {
    if (call.operation !== 'GetSecretValue') throw unknownOperation(call);
    checkInput(call.input, INPUT);
    const wanted = stringAt(call.input, 'SecretId') ?? '';
    const secret = secrets.find(({ name, arn }) => wanted === name || wanted === arn || arn.startsWith(`${wanted}-`));
    if (!secret) throw notFound();
    const { name, arn, value } = secret;
    const VersionId = createHash('sha256').update(value).digest('hex').slice(0, 32);
    const stage = stringAt(call.input, 'VersionStage') ?? CURRENT;
    if (stage !== CURRENT) throw notFound(` value for staging label: ${stage}`);
    if ((stringAt(call.input, 'VersionId') ?? VersionId) !== VersionId)
      throw notFound(` value for VersionId: ${call.input['VersionId']}`);
    return JSON.stringify({ ARN: arn, Name: name, SecretString: value, VersionId, VersionStages: [CURRENT] });
  };
}

/** A secret of the template has this version alone. */
const CURRENT = 'AWSCURRENT';

/** API reference of GetSecretValue. */
const INPUT: Structure = {
  type: 'structure',
  required: ['SecretId'],
  members: {
    SecretId: { type: 'text', min: 1, max: 2048 },
    VersionId: { type: 'text', min: 32, max: 64 },
    VersionStage: { type: 'text', min: 1, max: 256 },
  },
};

function notFound(what = '.'): AwsError {
  return new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret${what}`);
}
