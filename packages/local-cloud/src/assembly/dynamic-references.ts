/** `{{resolve:SERVICE:KEY}}` in the texts of a template (CloudFormation user guide, "Using dynamic references"). */

import type { JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';

export type DynamicReference = {
  readonly service: string;
  readonly key: string;
  /** As it stands in the template. */
  readonly text: string;
  /** Where it stands: `AWS::Lambda::Function (Fn) Environment.Variables.URL`. */
  readonly place: string;
};

const REFERENCE = /\{\{resolve:([^:{}]*):?([^{}]*)\}\}/g;

export function findReferences(value: JsonValue, place: string): readonly DynamicReference[] {
  if (typeof value === 'string') {
    return [...value.matchAll(REFERENCE)].map(([text, service = '', key = '']) => ({ service, key, text, place }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findReferences(item, `${place}[${index}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => findReferences(member, placeOf(place, name)));
}

/** `value` with every reference for which `read` returns a text replaced by that; undefined leaves it as it is. */
export function replaceReferences(
  value: JsonValue,
  place: string,
  read: (reference: DynamicReference) => string | undefined,
): JsonValue {
  if (typeof value === 'string') {
    return value.replace(
      REFERENCE,
      (text, service: string, key: string) => read({ service, key, text, place }) ?? text,
    );
  }
  if (Array.isArray(value)) return value.map((item, index) => replaceReferences(item, `${place}[${index}]`, read));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [name, replaceReferences(member, placeOf(place, name), read)] as const,
  );
  return Object.fromEntries<JsonValue>(members);
}

/** A resource's own place ends in a blank, so that its first property follows without a dot. */
function placeOf(place: string, name: string): string {
  return place.endsWith(' ') ? `${place}${name}` : `${place}.${name}`;
}

/** The name of an `ssm` reference; its version is not looked at, for here a parameter has one. Throws `StartupError`. */
export function parameterNameOf({ service, key, text, place }: DynamicReference): string {
  if (service === 'ssm-secure') {
    throw new StartupError(
      `${place} has ${text}. CloudFormation resolves ssm-secure in none of the resource types that the local cloud ` +
        'supports: let the function read the parameter itself, or use a secret of Secrets Manager.',
    );
  }
  const [, name] = /^([\w.\-/]+)(?::\d+)?$/.exec(key) ?? [];
  if (service === 'ssm' && name !== undefined) return name;
  throw new StartupError(
    `${place} has ${text}, which CloudFormation cannot resolve. It knows {{resolve:ssm:NAME:VERSION}} and ` +
      '{{resolve:secretsmanager:ID:SecretString:KEY:STAGE:VERSION}}.',
  );
}

export type SecretReference = { readonly secretId: string; readonly jsonKey: string };

/** Throws `StartupError` for what is no reference to the current value of a secret. */
export function secretReferenceOf({ key, text, place }: DynamicReference): SecretReference {
  const parts = key.split(':');
  const idLength = key.startsWith('arn:') ? ARN_PARTS : 1;
  const secretId = parts.slice(0, idLength).join(':');
  const [member = '', jsonKey = '', stage = '', version = ''] = parts.slice(idLength);
  if (
    secretId !== '' &&
    ['', 'SecretString'].includes(member) &&
    ['', 'AWSCURRENT'].includes(stage) &&
    version === ''
  ) {
    return { secretId, jsonKey };
  }
  throw new StartupError(
    `${place} has ${text}; the local cloud supports the SecretString of a secret's current version only.`,
  );
}

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX`. */
const ARN_PARTS = 7;
