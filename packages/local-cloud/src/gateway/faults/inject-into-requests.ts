/** Lets requests of an endpoint fail by the rules for an operation, even though they aren't calls of AWS's API. */

import type { ServerResponse } from 'node:http';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Handle } from '../door/answer-requests.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Faults } from './create-faults.ts';
import { LostAnswer } from './lost-answer.ts';

/** What the requests count as, and how the endpoint writes an injected error. */
export type RequestAsCall = {
  readonly service: string;
  readonly operation: string;
  errorBody(error: AwsError): JsonObject;
};

/** Returns a handler that serves as `handle` does if no rule strikes. Only POST counts. */
export function injectIntoRequests(faults: Faults, asCall: RequestAsCall, handle: Handle): Handle {
  const call = anonymousCall(asCall);
  return async (request, response) => {
    if (request.method !== 'POST' || !faults.concern(call)) return handle(request, response);
    const answer = holdBack(response);
    const serve = async (): Promise<string> => {
      await handle(request, response);
      await answer.ready;
      return '';
    };
    try {
      await faults.inject(call, serve);
    } catch (error) {
      if (error instanceof LostAnswer) return void request.socket.destroy();
      if (!(error instanceof AwsError)) throw error;
      response.writeHead(error.statusCode, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(JSON.stringify(asCall.errorBody(error)));
    }
    answer.send();
  };
}

/** The endpoint knows who calls only later, and a rule is about all of them. */
function anonymousCall({ service, operation }: RequestAsCall): AwsCall {
  return { service, operation, input: {}, principal: { arn: 'anybody', permissions: [] } };
}

/** Keeps what is written to `response` until it is sent; `ready` resolves when that is whole, or nobody waits for it. */
function holdBack(response: ServerResponse): { readonly ready: Promise<void>; send(): void } {
  const whole = Promise.withResolvers<void>();
  const end = response.end.bind(response);
  let send = (): void => {};
  response.once('close', whole.resolve);
  Object.assign(response, {
    end: (body: string) => {
      send = () => void end(body);
      whole.resolve();
      return response;
    },
  });
  return { ready: whole.promise, send: () => send() };
}
