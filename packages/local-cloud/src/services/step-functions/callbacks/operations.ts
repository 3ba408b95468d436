/** Step Functions' operations by which a task that waits is told how it ended. */

import { checkInput } from '../../../aws/check-input.ts';
import type { Shape, Structure } from '../../../aws/check-input.ts';
import { AwsError } from '../../../aws/error.ts';
import { parseJson, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import { DATA_LIMIT_BYTES } from '../input-output/data-limit.ts';
import type { TaskTokens } from './task-tokens.ts';

type HasTokens = { readonly tokens: TaskTokens };

/** The inputs are those of the API reference. */
export const CALLBACK_OPERATIONS: { readonly [name: string]: Operation<HasTokens> } = {
  SendTaskSuccess: onToken('SendTaskSuccess', { output: { type: 'text' } }, ['output'], (token, input, tokens) =>
    tokens.succeed(token, readOutput(stringAt(input, 'output') ?? '')),
  ),
  SendTaskFailure: onToken(
    'SendTaskFailure',
    { error: { type: 'text', max: 256 }, cause: { type: 'text', max: 32_768 } },
    [],
    (token, input, tokens) => tokens.fail(token, stringAt(input, 'error'), stringAt(input, 'cause')),
  ),
  SendTaskHeartbeat: onToken('SendTaskHeartbeat', {}, [], (token, _input, tokens) => tokens.heartbeat(token)),
};

function onToken(
  name: string,
  members: { readonly [name: string]: Shape },
  required: readonly string[],
  serve: (token: string, input: JsonObject, tokens: TaskTokens) => void,
): Operation<HasTokens> {
  const structure: Structure = {
    type: 'structure',
    required: ['taskToken', ...required],
    members: { taskToken: { type: 'text', min: 1, max: 2048 }, ...members },
  };
  const tokenIn = (input: JsonObject) => stringAt(input, 'taskToken') ?? '';
  return {
    permissions: (input, { tokens }) => [
      { action: `states:${name}`, resource: tokens.stateMachineOf(tokenIn(input)) ?? '*' },
    ],
    serve: (input, { tokens }) => {
      checkInput(input, structure);
      serve(tokenIn(input), input, tokens);
      return {};
    },
  };
}

function readOutput(json: string): JsonValue {
  if (Buffer.byteLength(json) > DATA_LIMIT_BYTES) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'output' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${DATA_LIMIT_BYTES}`,
    );
  }
  try {
    return parseJson(json);
  } catch (error) {
    throw new AwsError('InvalidOutput', `Invalid Output: '${error instanceof Error ? error.message : ''}'`);
  }
}
