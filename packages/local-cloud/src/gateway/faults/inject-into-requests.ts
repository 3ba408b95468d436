/** Makes requests to an endpoint fail by the rules for an operation, although they aren't calls of AWS's API. */

import type { ServerResponse } from 'node:http';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Handle } from '../door/answer-requests.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Faults } from './create-faults.ts';
import { LostAnswer } from './lost-answer.ts';

/** The call that the requests count as, and the form of the endpoint's errors. */
export type RequestAsCall = {
  readonly service: string;
  readonly operation: string;
  readonly errorBody: (error: AwsError) => JsonObject;
  /** Called with the status and the duration of each response. */
  readonly onResponse?: (statusCode: number, milliseconds: number) => void;
};

/** Returns a handler that serves as `handle` does if no rule strikes. Only POST counts. */
export function injectIntoRequests(faults: Faults, asCall: RequestAsCall, handle: Handle): Handle {
  const call = anonymousCall(asCall);
  return async (request, response) => {
    const startedAt = performance.now();
    if (request.method !== 'OPTIONS') {
      response.once('finish', () => asCall.onResponse?.(response.statusCode, performance.now() - startedAt));
    }
    if (request.method !== 'POST' || !faults.concern(call)) return handle(request, response);
    const held = holdBack(response);
    const serve = async (): Promise<string> => {
      await handle(request, response);
      await held.ready;
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
    held.send();
  };
}

/** The endpoint learns only later who calls, and rules don't depend on it. */
function anonymousCall({ service, operation }: RequestAsCall): AwsCall {
  return { service, operation, input: {}, principal: { arn: 'anybody', permissions: [] } };
}

type HeldResponse = {
  /** Resolves when the response is complete, or its client is gone. */
  readonly ready: Promise<undefined>;
  readonly send: () => void;
};

/** Delays the end of `response` until `send` is called. */
function holdBack(response: ServerResponse): HeldResponse {
  const whole = Promise.withResolvers<undefined>();
  const end = response.end.bind(response);
  let send = (): void => {};
  response.once('close', () => whole.resolve(undefined));
  Object.assign(response, {
    end: (body: string) => {
      send = () => void end(body);
      whole.resolve(undefined);
      return response;
    },
  });
  return { ready: whole.promise, send: () => send() };
}
