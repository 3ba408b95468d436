/** AWS_LAMBDA: Invoke, Event and BatchInvoke. */
import { AwsError } from '../../../../aws/error.ts';
import type { CallAws } from '../../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import type { Principal } from '../../../../aws/policy/policy.ts';
import { isJsonObject, parseJson, stringAt } from '../../../../kernel/json.ts';
import { succeeded } from '../contract/data-source.ts';
import type { CallScope, DataSource, DataSourceResult } from '../contract/data-source.ts';
import { joinBatch } from './join-batch.ts';
import type { SendBatch } from './join-batch.ts';
import { optional, readRequest, refuse, required, ROOT, readString } from '../contract/request-document.ts';

export type InvokeFunction = (payload: JsonValue, invocationType: string) => Promise<DataSourceResult>;

export function createLambdaDataSource(callAws: CallAws, functionArn: string, principal: Principal): DataSource {
  const invoke = createInvokeFunction(callAws, functionArn, principal);
  return async (request, scope) => {
    const document = readRequest(request, ['payload', 'invocationType']);
    const operation = readString(required(document, 'operation', ROOT), '$[operation]');
    const run = OPERATIONS.get(operation) ?? refuse(`Unsupported operation '${operation}'.`);
    return run(invoke, document, scope);
  };
}

type Operation = (invoke: InvokeFunction, document: JsonObject, scope: CallScope) => Promise<DataSourceResult>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['Invoke', (invoke, document) => invoke(document['payload'] ?? null, invocationTypeOf(document))],
  [
    'BatchInvoke',
    (invoke, document, scope) => {
      const invocationType = invocationTypeOf(document);
      const send: SendBatch = async (payloads) => {
        const outcome = await invoke(payloads, invocationType);
        return invocationType === 'Event' && outcome.error === null ? succeeded(payloads.map(() => null)) : outcome;
      };
      return joinBatch(scope, document['payload'] ?? null, send);
    },
  ],
]);

function invocationTypeOf(document: JsonObject): string {
  const type = optional(document, 'invocationType', ROOT, readString) ?? 'RequestResponse';
  return type === 'RequestResponse' || type === 'Event' ? type : refuse(`Unsupported invocation type '${type}'.`);
}

/** Returns the function's result. If the function or the call fails, the result has an error. */
export function createInvokeFunction(callAws: CallAws, functionArn: string, principal: Principal): InvokeFunction {
  return async (payload, invocationType) => {
    const input = { FunctionName: functionArn, InvocationType: invocationType, Payload: payload };
    try {
      const output = parseJson(await callAws({ service: 'lambda', operation: 'Invoke', input, principal }));
      if (!isJsonObject(output) || invocationType === 'Event') return succeeded(null);
      const result = output['Payload'] ?? null;
      return output['FunctionError'] === undefined ? succeeded(result) : failureOf(result);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return lambdaError(error.name, error.message, null);
    }
  };
}

/** Of a function that threw. Lambda reports the exception as `{ errorMessage, errorType }`. */
function failureOf(payload: JsonValue): DataSourceResult {
  const thrown = isJsonObject(payload) ? payload : {};
  return lambdaError(
    'Unhandled',
    stringAt(thrown, 'errorMessage') ?? 'Unhandled',
    stringAt(thrown, 'errorType') ?? null,
  );
}

/** `unhandledErrorType` is the type of the exception that the function threw (aws-appsync-community#386). */
function lambdaError(name: string, message: string, unhandledErrorType: string | null): DataSourceResult {
  return {
    result: null,
    error: { message, type: `Lambda:${name}`, unhandledErrorType },
  };
}
