/** The context object of a tested state: the one that the caller gives, or the one that AWS makes up. */

import { randomUUID } from 'node:crypto';
import { arn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/error.ts';
import type { Account } from '../../../aws/place.ts';
import { isJsonObject, parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { TestRequest } from './request.ts';
import { waitsForAnAnswer } from './tested-state.ts';
import type { TestedState } from './tested-state.ts';

/** Throws `ValidationException`. */
export function readContext(request: TestRequest, tested: TestedState, account: Account): JsonObject {
  const { context, mock } = request;
  if (context === undefined) return madeUpContext(request, tested, account);
  if (mock === undefined) throw rejected('a Context object is supported only when a mock is specified');
  const given = parseObject(context);
  if (!given) throw rejected('the Context object must be a JSON object');
  checkContext(given, tested);
  return given;
}

/** An Express execution's, of a machine that nobody has (localstack, test_state_configuration, recorded on AWS). */
function madeUpContext(
  { input, roleArn, configuration }: TestRequest,
  { name, type, parents }: TestedState,
  account: Account,
): JsonObject {
  const [machine, execution, now] = [randomUUID(), randomUUID(), new Date().toISOString()];
  const isInMap = parents.some(({ fields }) => fields['Type'] === 'Map');
  return {
    Execution: {
      Id: arn('states', account, `express:${machine}:${execution}`),
      Input: input.value,
      Name: execution,
      RoleArn: roleArn ?? null,
      StartTime: now,
    },
    StateMachine: { Id: arn('states', account, `stateMachine:${machine}`), Name: machine },
    State: {
      Name: name,
      EnteredTime: now,
      ...(HAVE_RETRY.includes(type) && { RetryCount: configuration.retrierRetryCount }),
    },
    ...(isInMap && { Map: { Item: { Index: 0, Value: input.value } } }),
  };
}

const HAVE_RETRY = ['Task', 'Map', 'Parallel'];

type Kind = 'a string' | 'a number' | 'anything';

const FIELDS: { readonly [object: string]: { readonly [field: string]: Kind } } = {
  Execution: {
    Id: 'a string',
    Input: 'anything',
    Name: 'a string',
    RoleArn: 'a string',
    StartTime: 'a string',
    RedriveCount: 'a number',
    RedriveTime: 'a string',
  },
  State: { EnteredTime: 'a string', Name: 'a string', RetryCount: 'a number' },
  StateMachine: { Id: 'a string', Name: 'a string' },
  Task: { Token: 'a string' },
};

/** In the words of AWS (localstack, test_state_context_object, recorded on AWS). */
function checkContext(context: JsonObject, { fields }: TestedState): void {
  for (const [name, value] of Object.entries(context)) {
    if (name === 'Map') throw rejected("'Map' field is not supported when mocking a Context object");
    if (!Object.hasOwn(FIELDS, name)) throw rejected(`Field '${name}' is not allowed`);
    if (name === 'Task' && !waitsForAnAnswer(stringAt(fields, 'Resource') ?? '')) {
      throw rejected(
        "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' " +
          'service integration pattern',
      );
    }
    if (!isJsonObject(value)) throw rejected(`${name} must be an object`);
    for (const [field, member] of Object.entries(value)) checkMember(name, field, member);
  }
}

function checkMember(name: string, field: string, value: JsonValue): void {
  const kinds = FIELDS[name] ?? {};
  const kind = Object.hasOwn(kinds, field) ? kinds[field] : undefined;
  if (kind === undefined) throw rejected(`Field '${field}' is not allowed`);
  if (kind !== 'anything' && kind !== `a ${typeof value}`) throw rejected(`${name}.${field} must be ${kind}`);
}

function rejected(reason: string): AwsError {
  return new AwsError('ValidationException', `Invalid Context object provided: ${reason}`);
}
