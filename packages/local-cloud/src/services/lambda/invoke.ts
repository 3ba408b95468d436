/** Lambda's operations on functions: Invoke and ListFunctions. */

import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Account } from '../../aws/place.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import type { FunctionRegister } from './functions.ts';
import { functionArn, functionPermission } from './handle.ts';
import { splitQualifier } from './qualifier.ts';

export const INVOKE: Operation<FunctionRegister> = {
  permissions: functionPermission('lambda:InvokeFunction'),
  serve: (input, functions, { place }, call) => invoke(input, functions, place, call),
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
  { crash, traceHeader }: Pick<AwsCall, 'crash' | 'traceHeader'>,
): Promise<JsonObject> {
  const arn = invokedArn(input, account);
  const found = functions.find(arn);
  if (!found) throw functionNotFound(arn);
  const { running, version } = found;
  const payload = input['Payload'] ?? {};
  if (input['InvocationType'] === 'DryRun') return { StatusCode: 204 };
  if (input['InvocationType'] === 'Event') {
    running.invokeEvent(payload, { crash, traceHeader, functionArn: arn });
    return { StatusCode: 202 };
  }
  const result = await running.invoke(payload, { crash, traceHeader, functionArn: arn });
  return {
    StatusCode: 200,
    ExecutedVersion: version,
    Payload: result.payload,
    ...(result.functionError && { FunctionError: result.functionError }),
    ...(input['LogType'] === 'Tail' && { LogResult: Buffer.from(result.logTail).toString('base64') }),
  };
}

export function functionNotFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}

/** The ARN that an input names, with its qualifier. Throws `AwsError` for two qualifiers. */
function invokedArn(input: JsonObject, account: Account): string {
  const named = functionArn(stringAt(input, 'FunctionName') ?? '', account);
  const wanted = stringAt(input, 'Qualifier');
  const { qualifier = wanted } = splitQualifier(named);
  if (wanted === qualifier || wanted === undefined) return functionArn(named, account, wanted);
  throw new AwsError(
    'InvalidParameterValueException',
    'The derived qualifier from the function name does not match the specified qualifier.',
  );
}
