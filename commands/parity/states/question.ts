/** One question about one state, as data, and what TestState says to it, made comparable. */
import { TestStateCommand } from '@aws-sdk/client-sfn';
import type { InspectionData, MockInput, TestStateCommandInput, TestStateCommandOutput } from '@aws-sdk/client-sfn';
import { isRecord, parseJson } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Answer, Case, ServiceTarget } from '../case.ts';
import { withoutAccount } from '../without-account.ts';

export type StatesTarget = Pick<ServiceTarget, 'stepFunctions'>;

export type JsonObject = { readonly [name: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return isRecord(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export type StateQuestion = Pick<Case<StatesTarget>, 'group' | 'name' | 'source'> & {
  /** The state; or the state machine, if there is a `stateName`. */
  readonly definition: JsonObject;
  readonly stateName?: string;
  /** `{}` if left out. */
  readonly input?: Json;
  /** The mocked result. `checked`: by the API model, as TestState does if nothing is said. */
  readonly result?: Json;
  readonly checked?: 'STRICT' | 'PRESENT';
  readonly error?: { readonly error: string; readonly cause?: string };
  readonly context?: Json;
  readonly variables?: JsonObject;
  readonly configuration?: NonNullable<TestStateCommandInput['stateConfiguration']>;
  /** The back-off is a random number up to this one, because the retrier has jitter. */
  readonly backoffUpToSeconds?: number;
  /** Members of the request as strings that aren't JSON, or otherwise not to be had from the others. */
  readonly request?: Partial<TestStateCommandInput>;
};

export function caseOf(question: StateQuestion): Case<StatesTarget> {
  const { group, name, source } = question;
  return { group, name, source, shows: shownOf(question), run: (target) => ask(question, target) };
}

async function ask(question: StateQuestion, { stepFunctions }: StatesTarget): Promise<Answer> {
  return answerOf(await stepFunctions.send(new TestStateCommand(requestOf(question))), question);
}

function requestOf(question: StateQuestion): TestStateCommandInput {
  const { definition, stateName, input = {}, context, variables, configuration, request } = question;
  const mock = mockOf(question);
  return {
    definition: JSON.stringify(definition),
    inspectionLevel: 'DEBUG',
    input: JSON.stringify(input),
    ...(stateName !== undefined && { stateName }),
    ...(mock && { mock }),
    ...(context !== undefined && { context: JSON.stringify(context) }),
    ...(variables && { variables: JSON.stringify(variables) }),
    ...(configuration && { stateConfiguration: configuration }),
    ...request,
  };
}

function mockOf({ result, checked, error }: StateQuestion): MockInput | undefined {
  if (result !== undefined) return { result: JSON.stringify(result), fieldValidationMode: checked ?? 'NONE' };
  return error && { errorOutput: error };
}

/**
 * Strings of JSON are parsed. A cause is compared if the question has it; what the service says of an error of its own is
 * `wording`.
 */
function answerOf(output: TestStateCommandOutput, question: StateQuestion): Answer {
  const { status = null, output: text, error, cause, nextState, inspectionData } = output;
  const isOfService = error?.startsWith('States.') === true && error !== question.error?.error;
  const toldCause = isOfService ? cause : undefined;
  return {
    status,
    ...(text !== undefined && { output: comparable(parseJson(text), toldCause) }),
    ...(nextState !== undefined && { nextState }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && (isOfService ? { wording: steady(cause) } : { cause })),
    ...inspectionOf(inspectionData ?? {}, question),
  };
}

function inspectionOf({ input: _echo, errorDetails, ...steps }: InspectionData, question: StateQuestion): Answer {
  const { retryBackoffIntervalSeconds: seconds, catchIndex, retryIndex } = errorDetails ?? {};
  const values = Object.entries(steps).map(([name, value]) => [name, valueOf(value)] as const);
  return {
    ...Object.fromEntries(values),
    ...(retryIndex !== undefined && { retryIndex }),
    ...(catchIndex !== undefined && { catchIndex }),
    ...(seconds !== undefined && { backoff: backoffOf(seconds, question) }),
  };
}

function backoffOf(seconds: number, { backoffUpToSeconds: most }: StateQuestion): Json {
  if (most === undefined) return seconds;
  return Number.isInteger(seconds) && seconds >= 0 && seconds <= most ? `a whole number up to ${most}` : seconds;
}

/** The request and response of an HTTP task have no place here. */
function valueOf(value: unknown): Json {
  if (typeof value === 'string') return comparable(parseJson(value));
  return typeof value === 'number' ? value : JSON.stringify(value);
}

/** Words of the service may quote the context object, with ids and times that are new in each call. */
function steady(cause: string): string {
  const words = cause
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');
  return withoutAccount(shortened(words));
}

/** Long strings are told by their beginning and length, and the service's own words by a sign for them. */
function comparable(value: Json, cause?: string): Json {
  if (typeof value === 'string') return value === cause ? '<cause>' : shortened(value);
  if (isList(value)) return value.map((item) => comparable(item, cause));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, comparable(member, cause)] as const));
}

const MAX_SHOWN_CHARACTERS = 1000;

function shortened(text: string): string {
  return text.length <= MAX_SHOWN_CHARACTERS ? text : `${text.slice(0, 100)}… (${text.length} characters)`;
}

function shownOf({ definition, stateName, ...question }: StateQuestion): Answer {
  const { input, result, checked, error, context, variables, configuration, request } = question;
  const asked = { stateName, input, result, checked, error, context, variables, configuration };
  const state = stateName === undefined ? { state: definition } : {};
  const given = Object.entries({ ...state, ...asked }).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, comparable(value)] as const)),
    ...(request && { request: shortened(JSON.stringify(request)) }),
  };
}
