/** GetSecretValue, of the template's secrets. */

import { createHash } from 'node:crypto';
import { checkInput } from '../../aws/check-input.ts';
import type { Structure } from '../../aws/check-input.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { secretArn } from './secret.ts';
import type { Secret } from './secret.ts';

export const GET_SECRET_VALUE: Operation<readonly Secret[]> = {
  permissions: (input, _secrets, account) => {
    const id = stringAt(input, 'SecretId') ?? '*';
    const resource = id.startsWith('arn:') ? id : secretArn(id, account);
    return [{ action: 'secretsmanager:GetSecretValue', resource }];
  },
  serve: getSecretValue,
};

export function getSecretValue(input: JsonObject, secrets: readonly Secret[]): JsonObject {
  checkInput(input, INPUT);
  const wanted = stringAt(input, 'SecretId') ?? '';
  const secret = secrets.find(({ name, arn }) => wanted === name || wanted === arn || arn.startsWith(`${wanted}-`));
  if (!secret) throw notFound();
  const { name, arn, value } = secret;
  const VersionId = createHash('sha256').update(value).digest('hex').slice(0, 32);
  const stage = stringAt(input, 'VersionStage') ?? CURRENT;
  if (stage !== CURRENT) throw notFound(` value for staging label: ${stage}`);
  const version = stringAt(input, 'VersionId') ?? VersionId;
  if (version !== VersionId) throw notFound(` value for VersionId: ${version}`);
  return { ARN: arn, Name: name, SecretString: value, VersionId, VersionStages: [CURRENT] };
}

/** A secret of the template has only this version. */
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
