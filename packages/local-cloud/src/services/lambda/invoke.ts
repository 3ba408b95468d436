/** Lambda's operations on functions: Invoke and ListFunctions. */

import { AwsError } from '../../aws/error.ts';
import type { Crash } from '../../aws/call.ts';
import type { Account } from '../../aws/place.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { FunctionRegister } from './functions.ts';
import { functionArn, functionPermission } from './handle.ts';

export const INVOKE: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:InvokeFunction'),
  serve: (input, functions, { place }, { crash }) => invoke(input, functions, place, crash),
};

export const LIST_FUNCTIONS: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:ListFunctions'),
  serve: (_input, functions) => ({
    Functions: functions.list().map(({ name, properties }) => ({ ...properties, FunctionName: name })),
  }),
};

async function invoke(
  input: JsonObject,
  functions: FunctionRegister,
  account: Account,
  crash: Crash | undefined,
): Promise<JsonObject> {
  const arn = functionArn(stringAt(input, 'FunctionName') ?? '', account);
  const fn = functions.find(arn)?.running;
  if (!fn) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  const payload = input['Payload'] ?? {};
  if (input['InvocationType'] === 'DryRun') return { StatusCode: 204 };
  if (input['InvocationType'] === 'Event') {
    fn.invokeEvent(payload, crash);
    return { StatusCode: 202 };
  }
  const result = await fn.invoke(payload, crash);
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: result.payload,
    ...(result.functionError && { FunctionError: result.functionError }),
  };
}
