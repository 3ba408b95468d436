/** Targets of rules: which of their settings are supported, and how an event gets there. */

import { retryUntilAborted } from '../../kernel/backoff.ts';
import type { CallAws } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import { isJsonObject, parseJson, stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { BusEvent } from './event.ts';

export type Target = { readonly functionArn: string; readonly inputOf: (event: BusEvent) => JsonValue };

const SUPPORTED = ['Arn', 'Id', 'Input', 'InputPath', 'RetryPolicy'];

/** Throws `StartupError` naming what isn't supported; `where` names the rule. */
export function parseTarget(target: JsonObject, where: string): Target {
  const other = Object.keys(target).find((property) => !SUPPORTED.includes(property));
  if (other) throw new StartupError(`The local cloud doesn't support ${other} of a target of ${where}.`);
  const functionArn = stringAt(target, 'Arn') ?? '';
  if (!functionArn.startsWith('arn:aws:lambda:')) {
    throw new StartupError(
      `The local cloud supports Lambda functions as targets of rules, not ${functionArn} (${where}).`,
    );
  }
  return { functionArn, inputOf: parseInput(stringAt(target, 'Input'), stringAt(target, 'InputPath'), where) };
}

function parseInput(constant: string | undefined, path: string | undefined, where: string): Target['inputOf'] {
  if (constant !== undefined) {
    const input = parseJson(constant);
    return () => input;
  }
  if (path === undefined) return (event) => event;
  if (!/^\$(\.[\w-]+)*$/.test(path))
    throw new StartupError(`The local cloud doesn't support the InputPath ${path} of ${where}.`);
  const members = path.split('.').slice(1);
  return (event) =>
    members.reduce<JsonValue>((value, name) => (isJsonObject(value) ? value[name] : undefined) ?? null, event);
}

/** AWS asks only the function's own policy, which adds nothing in one account. */
const EVENTS_SERVICE: Principal = { arn: 'events.amazonaws.com', permissions: 'administrator' };

/**
 * Invokes the target's function without waiting for it; tries again with growing waits until the function has the
 * event. `onFailed` is called when no try can help.
 */
export async function deliver(
  { functionArn, inputOf }: Target,
  event: BusEvent,
  callAws: CallAws,
  log: (line: string) => void,
  signal: AbortSignal,
  onFailed: () => void = () => {},
): Promise<void> {
  const input = { FunctionName: functionArn, InvocationType: 'Event', Payload: inputOf(event) };
  await retryUntilAborted(
    () => invoke(callAws, input, onFailed),
    signal,
    (error) => log(`The event ${event.id} did not reach ${functionArn}: ${String(error)}`),
  );
}

/** A target that is gone or may not be invoked gets no second try (user guide, "How EventBridge retries delivering events"). */
const PERMANENT = new Set(['AccessDeniedException', 'ResourceNotFoundException']);

async function invoke(callAws: CallAws, input: JsonObject, onFailed: () => void): Promise<void> {
  try {
    await callAws({ service: 'lambda', operation: 'Invoke', input, principal: EVENTS_SERVICE });
  } catch (error) {
    if (!(error instanceof AwsError && PERMANENT.has(error.name))) throw error;
    onFailed();
  }
}
