/** What AWS::SQS::Queue says of a queue, with the default values and limits of the API reference of CreateQueue. */

import { isJsonObject, numberAt, parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';

export type QueueSettings = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly messageRetentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly maxMessageBytes: number;
  readonly redrive?: RedrivePolicy;
  readonly redriveAllow?: RedriveAllowPolicy;
};

type RedrivePolicy = { readonly deadLetterArn: string; readonly maxReceiveCount: number };

/** Which queues may use this one as their dead-letter queue. */
export type RedriveAllowPolicy =
  | { readonly permission: 'allowAll' | 'denyAll' }
  | { readonly permission: 'byQueue'; readonly sourceArns: readonly string[] };

export const MAX_VISIBILITY_SECONDS = 12 * 60 * 60;
export const MAX_DELAY_SECONDS = 15 * 60;
export const MAX_WAIT_SECONDS = 20;
export const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_RECEIVE_COUNT = 1000;

const RANGES = {
  VisibilityTimeout: { min: 0, max: MAX_VISIBILITY_SECONDS, byDefault: 30 },
  DelaySeconds: { min: 0, max: MAX_DELAY_SECONDS, byDefault: 0 },
  MessageRetentionPeriod: { min: 60, max: 14 * 24 * 60 * 60, byDefault: 4 * 24 * 60 * 60 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: MAX_WAIT_SECONDS, byDefault: 0 },
  MaximumMessageSize: { min: 1024, max: MAX_MESSAGE_BYTES, byDefault: MAX_MESSAGE_BYTES },
} as const;

/** `resource` names the queue in messages. Throws `StartupError` for what SQS would reject. */
export function readQueueSettings(
  identity: Pick<QueueSettings, 'name' | 'arn' | 'url'>,
  properties: JsonObject,
  resource: string,
): QueueSettings {
  const reject = (reason: string) => new StartupError(`SQS would reject ${resource}: ${reason}`);
  if (!/^[\w-]{1,80}$/.test(identity.name))
    throw reject(
      `the name ${identity.name} can only include alphanumeric characters, hyphens, or underscores, 1 to 80 in length.`,
    );
  const integer = (property: keyof typeof RANGES) => {
    const { min, max, byDefault } = RANGES[property];
    const value = numberAt(properties, property) ?? byDefault;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw reject(`Invalid value for the parameter ${property}. It must be an integer from ${min} to ${max}.`);
  };
  const redrive = readRedrive(properties['RedrivePolicy'], reject);
  const redriveAllow = readRedriveAllow(properties['RedriveAllowPolicy'], reject);
  return {
    ...identity,
    visibilityTimeoutSeconds: integer('VisibilityTimeout'),
    delaySeconds: integer('DelaySeconds'),
    messageRetentionSeconds: integer('MessageRetentionPeriod'),
    receiveWaitSeconds: integer('ReceiveMessageWaitTimeSeconds'),
    maxMessageBytes: integer('MaximumMessageSize'),
    ...(redrive && { redrive }),
    ...(redriveAllow && { redriveAllow }),
  };
}

type Reject = (reason: string) => StartupError;

function readRedrive(value: JsonValue | undefined, reject: Reject): RedrivePolicy | undefined {
  const policy = policyOf(value);
  if (!policy) return undefined;
  const deadLetterArn = stringAt(policy, 'deadLetterTargetArn');
  const maxReceiveCount = numberAt(policy, 'maxReceiveCount') ?? 0;
  if (!deadLetterArn?.startsWith('arn:'))
    throw reject('the RedrivePolicy has an invalid value for deadLetterTargetArn.');
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > MAX_RECEIVE_COUNT)
    throw reject(`the maxReceiveCount of the RedrivePolicy must be an integer from 1 to ${MAX_RECEIVE_COUNT}.`);
  return { deadLetterArn, maxReceiveCount };
}

function readRedriveAllow(value: JsonValue | undefined, reject: Reject): RedriveAllowPolicy | undefined {
  const policy = policyOf(value);
  if (!policy) return undefined;
  const permission = stringAt(policy, 'redrivePermission');
  if (permission === 'allowAll' || permission === 'denyAll') return { permission };
  const { sourceQueueArns } = policy;
  if (permission === 'byQueue' && Array.isArray(sourceQueueArns))
    return { permission, sourceArns: sourceQueueArns.map(String) };
  throw reject('the RedriveAllowPolicy has an invalid value.');
}

/** CloudFormation takes policies as objects and as JSON strings. */
function policyOf(value: JsonValue | undefined): JsonObject | undefined {
  if (value === undefined) return undefined;
  if (isJsonObject(value)) return value;
  return (typeof value === 'string' ? parseObject(value) : undefined) ?? {};
}

/** Whether the dead-letter queue lets the source queue use it. */
export function allowsRedrive({ redriveAllow }: QueueSettings, sourceArn: string): boolean {
  if (!redriveAllow || redriveAllow.permission === 'allowAll') return true;
  return redriveAllow.permission === 'byQueue' && redriveAllow.sourceArns.includes(sourceArn);
}
