/** Questions about every state of a saga: what follows on each result, and on each error that Retry and Catch name. */
import type { Json } from '../../json.ts';
import type { JsonObject, StateQuestion } from './question.ts';
import type { SagaId } from './saga-definition.ts';
import { statesOf } from './saga-states.ts';
import type { Retrier, SagaState } from './saga-states.ts';

type Saga = {
  readonly id: SagaId;
  /** How the groups of its questions begin. */
  readonly name: string;
  readonly source: string;
  /** As an execution could have it. */
  readonly input: JsonObject;
};

const ORDER_ID = '0b5f4a5e-6f0c-4b52-9d4e-0f6f6f3d9a11';

export const SAGAS: readonly Saga[] = [
  {
    id: 'Saga',
    name: 'saga',
    source: 'infra/saga.ts and infra/saga-retries.ts',
    input: { orderId: ORDER_ID, direction: 'FORWARD', isPaid: false, asked: { payment: { waitSeconds: 900 } } },
  },
  {
    id: 'RefundSaga',
    name: 'refund saga',
    source: 'infra/refund-saga.ts and infra/saga-retries.ts',
    input: { orderId: ORDER_ID, refundId: 'scratched' },
  },
];

/** An error that no retrier and no catcher names, but for States.ALL. */
export const UNLISTED = 'Unlisted';

export function sagaQuestions(definition: JsonObject, { name, source, input }: Saga): readonly StateQuestion[] {
  return statesOf(definition).flatMap((state) =>
    [...resultsOf(state), ...errorsOf(state), ...inputsOf(state), ...choicesOf(state), ...endsOf(state)].map(
      ({ group, ...question }) => ({
        source,
        input,
        ...question,
        group: `${name}: ${group}`,
        definition,
        stateName: state.name,
        ...(waitsForToken(state) && { context: WAITING }),
      }),
    ),
  );
}

/** What such a state hands out; TestState has no token of its own. */
const WAITING = { Execution: { Name: ORDER_ID }, Task: { Token: 'token' } };

function waitsForToken({ fields }: SagaState): boolean {
  return String(fields['Resource']).endsWith('.waitForTaskToken');
}

type About = Omit<StateQuestion, 'definition' | 'stateName' | 'source'>;

/** What lambda:invoke gives; as the API model has it, the payload is a string. */
const INVOKED = { ExecutedVersion: '$LATEST', SdkHttpMetadata: { HttpStatusCode: 200 }, StatusCode: 200 };

function resultsOf({ name, type }: SagaState): readonly About[] {
  if (type !== 'Task') return [];
  const group = 'results';
  const payloads: readonly Json[] = [{ status: 'NEEDS_ATTENTION' }, { status: 'COMPLETED', more: [1] }, {}, null];
  return [
    ...payloads.map((Payload) => ({
      group,
      name: `${name} goes on with the payload ${JSON.stringify(Payload)}`,
      result: { ...INVOKED, Payload },
    })),
    {
      group,
      name: `${name} takes a result of the form that the API model has`,
      result: { ...INVOKED, Payload: '{"status":"COMPLETED"}' },
      checked: 'STRICT',
    },
  ];
}

/** Each name at the first and the last retry, and when there is none left. */
function errorsOf({ name, retriers, catchers }: SagaState): readonly About[] {
  const named = retriers.flatMap(({ errors }) => errors);
  const retried = retriers.flatMap((retrier) =>
    retrier.errors.flatMap((error) => countsOf(retrier).map((count) => failure(name, error, count, retrier))),
  );
  const caught = catchers
    .flatMap(({ errors }) => errors)
    .filter((error) => !named.includes(error))
    .map((error) => failure(name, error, 0));
  return [...retried, ...caught];
}

function countsOf({ maxAttempts }: Retrier): readonly number[] {
  return maxAttempts === 0 ? [0] : [...new Set([0, maxAttempts - 1, maxAttempts])];
}

function failure(state: string, named: string, retrierRetryCount: number, retrier?: Retrier): About {
  const error = named === 'States.ALL' ? UNLISTED : named;
  return {
    group: 'errors',
    name: `${state} fails with ${error} after ${retrierRetryCount} retries`,
    error: { error, cause: `${error} was mocked` },
    configuration: { retrierRetryCount },
    ...jitterOf(retrier, retrierRetryCount),
  };
}

function jitterOf(retrier: Retrier | undefined, retries: number): Pick<About, 'backoffUpToSeconds'> {
  return retrier?.hasJitter ? { backoffUpToSeconds: Math.round(retrier.pauseSeconds(retries)) } : {};
}

/** Far more than any retrier has. */
const NO_RETRY_LEFT = { retrierRetryCount: 100_000 };

/** A saga is never started like this; what a ResultPath and the last retrier, of all errors, do with it shows more. */
function inputsOf({ name, type, retriers }: SagaState): readonly About[] {
  const inputs: readonly Json[] = ['text', 5, null, [], {}];
  const about = (input: Json) => ({ group: 'inputs', name: `${name} gets ${JSON.stringify(input)}`, input });
  if (type !== 'Task') return inputs.map(about);
  return inputs.flatMap((input) => [
    { ...about(input), result: { ...INVOKED, Payload: { status: 'COMPLETED' } }, ...jitterOf(retriers.at(-1), 0) },
    {
      ...about(input),
      name: `${name} gets ${JSON.stringify(input)} and fails`,
      error: { error: UNLISTED, cause: 'mocked' },
      configuration: NO_RETRY_LEFT,
    },
  ]);
}

/** Both sides of each condition of the saga's choices, and values of other types. */
function choicesOf({ name, type }: SagaState): readonly About[] {
  if (type !== 'Choice') return [];
  return [
    { direction: 'BACKWARD' },
    { direction: 'FORWARD' },
    { direction: 'backward' },
    { direction: null },
    { direction: 1 },
    { isPaid: true },
    { isPaid: false },
    { isPaid: 'true' },
    { isPaid: null },
    { direction: 'BACKWARD', isPaid: true },
    { direction: 'FORWARD', isPaid: true },
    { asked: { payment: { waitSeconds: 900 } } },
    { asked: { payment: { waitSeconds: null } } },
    { asked: { payment: {} } },
    { order: { status: 'NEEDS_ATTENTION' } },
    { order: { status: 'FAILED' } },
    { order: { status: null } },
    { order: {} },
    { order: 'NEEDS_ATTENTION' },
  ].map((input) => ({ group: 'choices', name: `${name} decides about ${JSON.stringify(input)}`, input }));
}

function endsOf({ name, type }: SagaState): readonly About[] {
  if (type !== 'Succeed' && type !== 'Fail') return [];
  return [
    { group: 'ends', name: `${name} ends` },
    { group: 'ends', name: `${name} cannot be mocked`, result: {} },
  ];
}
