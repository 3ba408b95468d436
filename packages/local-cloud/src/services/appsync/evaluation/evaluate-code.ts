/**
 * `EvaluateCode`: runs one handler of code that is sent along, with a mock context. The code is compiled for this call
 * alone, by the compiler of resolvers; it runs within their limits, and nothing of it is kept.
 */

import { CodeError } from '@ordersaga/appsync-js/run';
import type { CodeFault, Evaluation, HandlerContext, LoadedCode } from '@ordersaga/appsync-js';
import { arn } from '../../../aws/arn.ts';
import { checkInput } from '../../../aws/check-input.ts';
import type { Structure } from '../../../aws/check-input.ts';
import { AwsError } from '../../../aws/error.ts';
import { stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import { prepareCode } from '../code/load-code.ts';
import { readMockContext } from './mock-context.ts';

export const EVALUATE_CODE: Operation<unknown> = {
  // As the developer guide writes it ("Testing your resolver and function handlers").
  permissions: (_input, _state, account) => [
    { action: 'appsync:EvaluateCode', resource: arn('appsync', account, '*') },
  ],
  serve: (input) => evaluateCode(input),
};

/** API reference, "EvaluateCode". */
const INPUT: Structure = {
  type: 'structure',
  required: ['code', 'context', 'runtime'],
  members: {
    code: { type: 'text', min: 1, max: 32_768 },
    context: { type: 'text', min: 2, max: 28_000 },
    function: { type: 'text' },
    runtime: {
      type: 'structure',
      required: ['name', 'runtimeVersion'],
      members: {
        name: { type: 'text', pattern: /^APPSYNC_JS$/ },
        runtimeVersion: { type: 'text', pattern: /^1\.0\.0$/ },
      },
    },
  },
};

async function evaluateCode(input: JsonObject): Promise<JsonObject> {
  checkInput(input, INPUT, 'BadRequestException');
  const handler = readHandler(input);
  const context = readMockContext(stringAt(input, 'context') ?? '');
  const code = stringAt(input, 'code') ?? '';
  const load = await prepareCode([]);
  try {
    const loaded = load(code, FILE);
    return loaded.exportedNames.includes(handler) ? evaluate(loaded, handler, context) : missingExport(handler);
  } catch (error) {
    if (error instanceof CodeError) return refusal(error.faults);
    throw error;
  }
}

/** AppSync's name for the code in messages. */
const FILE = 'code.js';

/** AWS doesn't say what it evaluates without a name. */
function readHandler(input: JsonObject): 'request' | 'response' {
  const name = stringAt(input, 'function');
  if (name === 'request' || name === 'response') return name;
  throw new AwsError(
    'BadRequestException',
    `The function ${name === undefined ? 'is missing' : `is "${name}"`}. Name the handler: request or response.`,
  );
}

function evaluate(code: LoadedCode, handler: 'request' | 'response', context: Partial<HandlerContext>): JsonObject {
  const evaluation = code.evaluate(handler, context);
  const { result, stash, outErrors } = evaluation;
  const { message, logs } = failureOf(evaluation);
  return {
    ...(message === undefined ? { evaluationResult: JSON.stringify(result) } : { error: { message } }),
    logs: [...logs],
    stash: JSON.stringify(stash),
    outErrors: JSON.stringify(outErrors),
  };
}

/** What the runtime writes into the log about a failure of the code. */
const REASON = /^Runtime Error(?: in line (?<line>\d+))?: (?<reason>.*)$/s;

/**
 * A failure of the code has a message with its place (aws/aws-appsync-community#328, and the tests of
 * localstack/appsync-utils, recorded on AWS), and no line in the log. The column isn't known here.
 */
function failureOf({ error, logs }: Evaluation): { readonly message?: string; readonly logs: readonly string[] } {
  if (error === undefined) return { logs };
  const { line, reason } = REASON.exec(logs.at(-1) ?? '')?.groups ?? {};
  if (error.errorType !== 'Code' || reason === undefined) return { message: error.message, logs };
  const place = line === undefined ? '' : `${FILE}:${line}:1: `;
  return { message: `${place}${reason}`, logs: logs.slice(0, -1) };
}

function missingExport(handler: string): JsonObject {
  const value = `Unable to find valid export for ${handler}`;
  const location = { line: 0, column: 0, span: 0 };
  return {
    error: { message: `Error: ${value}`, codeErrors: [{ errorType: 'MISSING_MAPPING_EXPORT', value, location }] },
  };
}

/** API reference, "CodeErrorLocation": a span of -1 isn't known. */
const UNKNOWN_SPAN = -1;

/** The first fault is the message, as AWS's compiler writes it: `code.js(5,44): error @aws-appsync/no-regex: …`. */
function refusal(faults: readonly CodeFault[]): JsonObject {
  const [first] = faults;
  const message = first === undefined ? 'Error' : `Error: ${first.file}(${first.line},${first.column}): ${text(first)}`;
  return {
    error: {
      message,
      codeErrors: faults.map((fault) => ({
        errorType: isSyntax(fault) ? 'PARSER_ERROR' : 'LINT_ERROR',
        value: isSyntax(fault) ? `Parsing error: ${fault.message}` : fault.message,
        location: { line: fault.line, column: fault.column, span: UNKNOWN_SPAN },
      })),
    },
  };
}

function isSyntax({ rule }: CodeFault): boolean {
  return rule === 'syntax';
}

function text({ rule, message }: CodeFault): string {
  return rule === 'syntax' ? `error Parsing error: ${message}` : `error @aws-appsync/${rule}: ${message}`;
}
