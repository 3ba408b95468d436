/** Tasks that invoke a Lambda function, with the error names that Step Functions gives ("Handling error conditions"). */

import { AwsError } from '../../../aws/error.ts';
import { LostAnswer } from '../../../gateway/faults/lost-answer.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { isJsonObject, parseObject, stringAt } from '../../../kernel/json.ts';
import { causeOf } from '../errors/service-error.ts';
import { StatesError } from '../errors/states-error.ts';

/** A task whose resource is the function itself: input in, payload out. Throws `StatesError`. */
export async function invokeFunction(
  functionArn: string,
  payload: JsonValue,
  callAws: CallAws,
  principal: Principal,
): Promise<JsonValue> {
  const response = await invoke({ FunctionName: functionArn, Payload: payload }, callAws, principal);
  return response['Payload'] ?? null;
}

/** `lambda:invoke`: the parameters of the Invoke API in, its response out. Throws `StatesError`. */
export async function invokeService(parameters: JsonValue, callAws: CallAws, principal: Principal): Promise<JsonValue> {
  const { StatusCode: statusCode = 200, ...response } = await invoke(
    isJsonObject(parameters) ? parameters : {},
    callAws,
    principal,
  );
  return {
    ExecutedVersion: '$LATEST',
    ...response,
    SdkHttpMetadata: { HttpStatusCode: statusCode },
    StatusCode: statusCode,
  };
}

async function invoke(input: JsonObject, callAws: CallAws, principal: Principal): Promise<JsonObject> {
  const answer = await callAws({ service: 'lambda', operation: 'Invoke', input, principal }).catch((error: unknown) => {
    throw new StatesError(serviceErrorName(error), causeOf(error, 'AWSLambda'));
  });
  const response = parseObject(answer) ?? {};
  if (stringAt(response, 'FunctionError') === undefined) return response;
  const payload = response['Payload'] ?? null;
  const errorType = isJsonObject(payload) ? stringAt(payload, 'errorType') : undefined;
  throw new StatesError(errorType ?? 'Lambda.Unknown', JSON.stringify(payload));
}

/** Exceptions that the Invoke API declares; Step Functions calls every other `Lambda.AWSLambdaException`. */
const DECLARED = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RecursiveInvocationException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ServiceException',
  'TooManyRequestsException',
]);

function serviceErrorName(error: unknown): string {
  if (!(error instanceof AwsError) || error instanceof LostAnswer) return 'Lambda.SdkClientException';
  if (DECLARED.has(error.name)) return `Lambda.${error.name}`;
  if (error.statusCode === 429) return 'Lambda.TooManyRequestsException';
  return error.statusCode >= 500 ? 'Lambda.ServiceException' : 'Lambda.AWSLambdaException';
}
