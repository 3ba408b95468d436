/** Rewrites a definition so that aws-local-stepfunctions 3.0.0 runs it as Step Functions would. */

import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import { isJsonObject } from '../json.ts';
import { holdsPath } from './walk-states.ts';

/** Timers of Node.js end at 2^31 ms; a longer time out would strike at once. */
const LONGEST_TIMEOUT_SECONDS = 2_147_483;

/** An Express workflow ends after five minutes (Step Functions quotas). */
const EXPRESS_TIMEOUT_SECONDS = 300;

/**
 * The interpreter puts its own `Execution` into the context, whose input and start in a branch or an iteration are
 * those of the branch or the iteration. Paths to it are led to this member instead.
 */
export const EXECUTION_CONTEXT = 'LocalExecution';

/** The time out of the whole execution is left out: see `executionTimeoutMs`. */
export const prepareDefinition = ({ TimeoutSeconds: _timeout, ...definition }: JsonObject): JsonObject =>
  prepareObject(definition);

/**
 * When an execution ends as `TIMED_OUT`; undefined for never. The interpreter's own time out would make
 * all the tries at once that a task has left.
 */
export const executionTimeoutMs = (
  { TimeoutSeconds: given }: JsonObject,
  type: 'STANDARD' | 'EXPRESS',
): number | undefined => {
  const limit = type === 'EXPRESS' ? EXPRESS_TIMEOUT_SECONDS : LONGEST_TIMEOUT_SECONDS;
  if (typeof given !== 'number' && type === 'STANDARD') return undefined;
  return Math.min(typeof given === 'number' ? given : limit, limit) * 1000;
};

const prepare = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(prepare);
  return isJsonObject(value) ? prepareObject(value) : value;
};

const prepareObject = (value: JsonObject): JsonObject => {
  const members = Object.entries(value)
    // The same as none, but the interpreter would add a member "$" to the input.
    .filter(([key, member]) => !(key === 'ResultPath' && member === '$'))
    .map(([key, member]) => [key, holdsPath(key) ? preparePath(member) : prepare(member)]);
  const prepared: JsonObject = Object.fromEntries(members);
  return isTask(prepared) ? { ...prepared, ...taskTimeout(prepared) } : prepared;
};

const preparePath = (path: JsonValue): JsonValue =>
  typeof path === 'string' ? path.replaceAll(/\$\$\.Execution\b/g, `$$$$.${EXECUTION_CONTEXT}`) : path;

const isTask = ({ Type: type, Resource: resource }: JsonObject): boolean =>
  type === 'Task' && typeof resource === 'string';

/** Step Functions waits three years where no time out is given, the interpreter one minute. */
const taskTimeout = ({ TimeoutSeconds: given, TimeoutSecondsPath: path }: JsonObject): JsonObject => {
  if (path !== undefined) return {};
  return {
    TimeoutSeconds: Math.min(typeof given === 'number' ? given : LONGEST_TIMEOUT_SECONDS, LONGEST_TIMEOUT_SECONDS),
  };
};
