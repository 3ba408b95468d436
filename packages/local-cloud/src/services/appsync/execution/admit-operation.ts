/** Decides whether an operation may run at all: for requests over HTTP and for subscriptions alike. */
import { OperationTypeNode } from 'graphql';
import type { ApiDependencies, Caller, GraphqlRequest, ResponseError } from '../api.ts';
import { applyPolicies } from '../auth/apply-policies.ts';
import type { PrepareOperation, ReadyOperation, RefusedOperation } from './prepare-operation.ts';

/** Queries and mutations come over HTTP, subscriptions over the real-time endpoint. */
export type Channel = 'http' | 'real-time';

/** An operation with its caller, who is denied the fields that no policy allows. */
export type AdmittedOperation = ReadyOperation & { readonly caller: Caller };

export type AdmitOperation = (
  caller: Caller,
  request: GraphqlRequest,
  channel: Channel,
) => AdmittedOperation | RefusedOperation;

export function createAdmitOperation(
  prepareOperation: PrepareOperation,
  apiArn: string,
  isAllowed: ApiDependencies['isAllowed'],
): AdmitOperation {
  return (caller, request, channel) => {
    const operation = prepareOperation(request);
    if ('errors' in operation) return operation;
    const isSubscription = operation.definition.operation === OperationTypeNode.SUBSCRIPTION;
    if (isSubscription !== (channel === 'real-time')) return { statusCode: 400, errors: [WRONG_CHANNEL[channel]] };
    const allowed = applyPolicies(caller, operation.plan, apiArn, isAllowed);
    return allowed === undefined ? DENIED : { ...operation, caller: allowed };
  };
}

export const WRONG_CHANNEL: { readonly [channel in Channel]: ResponseError } = {
  http: { errorType: 'UnsupportedOperation', message: 'Subscriptions are served by the real-time endpoint.' },
  'real-time': {
    errorType: 'UnsupportedOperation',
    message: 'unknown not supported through the realtime channel',
  },
};

const DENIED: RefusedOperation = {
  statusCode: 401,
  errors: [{ errorType: 'UnauthorizedException', message: 'Permission denied' }],
};
