/** Secrets: how they are named, and where their values come from. */

import { createHash, randomInt } from 'node:crypto';
import type { JsonObject } from '../../kernel/json.ts';
import { numberAt, objectAt, parseObject, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { StateStore } from '../../kernel/state-store.ts';
import { arn } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import { secretVariable } from '../../assembly/resolve-secrets.ts';

export type Secret = { readonly name: string; readonly arn: string; readonly value: string };

/** As on AWS, six signs after the name tell a secret from an earlier one of that name; here they follow from it. */
export function secretArn(name: string, account: Account): string {
  const signs = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return arn('secretsmanager', account, `secret:${name}-${signs}`);
}

/** The environment variable wins, then the template's string, then one that is generated once and kept. Throws `StartupError`. */
export async function secretValue(
  name: string,
  properties: JsonObject,
  store: StateStore,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const given = environment[secretVariable(name)] ?? stringAt(properties, 'SecretString');
  if (given !== undefined) return given;
  await store.putNew('secret', name, generate(name, objectAt(properties, 'GenerateSecretString')));
  return (await store.get('secret', name)) ?? '';
}

const DEFAULT_LENGTH = 32;

const SIGNS: { readonly [exclude: string]: string } = {
  ExcludeLowercase: 'abcdefghijklmnopqrstuvwxyz',
  ExcludeUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

const SUPPORTED = [
  ...Object.keys(SIGNS),
  'ExcludeCharacters',
  'GenerateStringKey',
  'PasswordLength',
  'SecretStringTemplate',
];

function generate(name: string, settings: JsonObject): string {
  const other = Object.keys(settings).find((setting) => !SUPPORTED.includes(setting));
  if (other) throw new StartupError(`The local cloud doesn't support ${other} of GenerateSecretString (${name}).`);
  const excluded = stringAt(settings, 'ExcludeCharacters') ?? '';
  const signs = Object.entries(SIGNS).flatMap(([exclude, some]) =>
    settings[exclude] === true ? [] : Array.from(some),
  );
  const allowed = signs.filter((sign) => !excluded.includes(sign));
  const length = numberAt(settings, 'PasswordLength') ?? DEFAULT_LENGTH;
  const password = Array.from({ length }, () => allowed[randomInt(allowed.length)]).join('');
  const template = stringAt(settings, 'SecretStringTemplate');
  const key = stringAt(settings, 'GenerateStringKey');
  if (template === undefined || key === undefined) return password;
  return JSON.stringify({ ...parseObject(template), [key]: password });
}
