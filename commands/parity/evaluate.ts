/** Asks `EvaluateCode`, and makes its answer comparable. */
import { createHash } from 'node:crypto';
import { EvaluateCodeCommand } from '@aws-sdk/client-appsync';
import type { CodeError, EvaluateCodeCommandOutput, EvaluateCodeErrorDetail } from '@aws-sdk/client-appsync';
import { parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Answer, ServiceTarget } from './case.ts';
import { withoutAccount } from './without-account.ts';

export type Evaluation = {
  readonly code: string;
  /** The mock context; as a string if it is no JSON object. */
  readonly context: { readonly [member: string]: Json } | string;
  readonly function: 'request' | 'response';
};

/**
 * The answer's members are those of the service, with JSON in place of strings of JSON. If the code is rejected, only the
 * type and line of each fault are compared, and if it fails while it runs, only that it does: the messages are in
 * `wording`. Messages of `util.error` are compared.
 */
export async function evaluate({ appsync }: ServiceTarget, evaluation: Evaluation): Promise<Answer> {
  const { code, context } = evaluation;
  const output = await appsync.send(
    new EvaluateCodeCommand({
      runtime: { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' },
      code,
      context: typeof context === 'string' ? context : JSON.stringify(context),
      function: evaluation.function,
    }),
  );
  const { error } = output;
  if (error?.codeErrors !== undefined && error.codeErrors.length > 0) return rejection(error);
  return { ...failure(error), ...results(output) };
}

function rejection({ message = '', codeErrors = [] }: EvaluateCodeErrorDetail): Answer {
  return {
    error: 'rejected',
    codeErrors: placesOf(codeErrors),
    wording: withoutAccount([message, ...codeErrors.map(({ value = '' }) => value)].join('\n')),
  };
}

/** Each type and line once, such as `LINT_ERROR in line 3`: one place can break several rules. */
function placesOf(codeErrors: readonly CodeError[]): readonly string[] {
  return [...new Set(codeErrors.map(({ errorType, location }) => `${errorType} in line ${location?.line}`))].sort();
}

/** aws/aws-appsync-community#328 and #280: the two forms of messages about a failure of the code. */
const FAILURE = /^(code\.js:\d+(:\d+)?: |Runtime Error)/;

function failure(error: EvaluateCodeErrorDetail | undefined): Answer {
  if (error === undefined) return {};
  const { message = '' } = error;
  return FAILURE.test(message) ? { error: 'failed', wording: withoutAccount(message) } : { error: { message } };
}

function results({ evaluationResult, stash, outErrors, logs }: EvaluateCodeCommandOutput): Answer {
  return {
    ...(evaluationResult !== undefined && { evaluationResult: valueIn(evaluationResult) }),
    ...(stash !== undefined && { stash: valueIn(stash) }),
    ...(outErrors !== undefined && { outErrors: valueIn(outErrors) }),
    ...(logs !== undefined && { logs }),
  };
}

/** Longer texts are compared, and reported, by their hash. */
const MAX_CHARACTERS = 10_000;

/** A result need not be JSON. */
function valueIn(text: string): Json {
  if (text.length > MAX_CHARACTERS) {
    return { characters: text.length, sha256: createHash('sha256').update(text).digest('hex') };
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
