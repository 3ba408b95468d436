/** AWS_LAMBDA: Invoke, Event and BatchInvoke. */
import { AwsError } from '../../gateway/aws-call.ts';
import type { CallAws, JsonObject, JsonValue, Principal } from '../../gateway/aws-call.ts';
import { isJsonObject, textAt as textIn } from '../../json.ts';
import { failed, succeeded } from './data-source.ts';
import type { CallScope, DataSource, DataSourceResult } from './data-source.ts';
import { joinBatch } from './join-batch.ts';
import { optional, readRequest, refuse, required, ROOT, textAt } from './request-document.ts';

export type InvokeFunction = (payload: JsonValue, invocationType: string) => Promise<DataSourceResult>;

export const createLambdaDataSource = (callAws: CallAws, functionArn: string, principal: Principal): DataSource => {
  const invoke = createInvokeFunction(callAws, functionArn, principal);
  return async (request, scope) => {
    const document = readRequest(request, ['payload', 'invocationType']);
    const operation = textAt(required(document, 'operation', ROOT), '$[operation]');
    const run = OPERATIONS.get(operation) ?? refuse(`Unsupported operation '${operation}'.`);
    return run(invoke, document, scope);
  };
};

type Operation = (invoke: InvokeFunction, document: JsonObject, scope: CallScope) => Promise<DataSourceResult>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    'Invoke',
    (invoke, document) =>
      invoke(document.payload ?? null, optional(document, 'invocationType', ROOT, textAt) ?? 'RequestResponse'),
  ],
  [
    'BatchInvoke',
    (invoke, { payload = null }, scope) => joinBatch(scope, payload, (payloads) => invoke(payloads, 'RequestResponse')),
  ],
]);

/** Answers the function's result; a failure of the function or of the call is a result with an error. */
export const createInvokeFunction =
  (callAws: CallAws, functionArn: string, principal: Principal): InvokeFunction =>
  async (payload, invocationType) => {
    const input = { FunctionName: functionArn, InvocationType: invocationType, Payload: payload };
    try {
      const answer: JsonValue = JSON.parse(await callAws({ service: 'lambda', operation: 'Invoke', input, principal }));
      if (!isJsonObject(answer) || invocationType === 'Event') return succeeded(null);
      const result = answer.Payload ?? null;
      return answer.FunctionError === undefined ? succeeded(result) : failureOf(result);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return failed(`Lambda:${error.name}`, error.message);
    }
  };

/** A function that threw: its `{ errorMessage, errorType }` are what is left of the exception. */
const failureOf = (payload: JsonValue): DataSourceResult => {
  const thrown = isJsonObject(payload) ? payload : {};
  return failed('Lambda:Unhandled', textIn(thrown, 'errorMessage') ?? 'Unhandled', payload);
};
