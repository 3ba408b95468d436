/** Lets requests of the GraphQL endpoint fail by the rules for `appsync`, whoever makes them. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { Faults } from './create-faults.ts';
import { LostAnswer } from './lost-answer.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers a handler that serves as `handle` does where no rule strikes. */
export function injectIntoGraphql(faults: Faults, handle: Handle): Handle {
  return async (request, response) => {
    if (request.method !== 'POST' || !faults.concern(GRAPHQL)) return handle(request, response);
    const answer = holdBack(response);
    const serve = async (): Promise<string> => {
      await handle(request, response);
      await answer.ready;
      return '';
    };
    try {
      await faults.inject(GRAPHQL, serve);
    } catch (error) {
      if (error instanceof LostAnswer) return void request.socket.destroy();
      if (!(error instanceof AwsError)) throw error;
      response.writeHead(error.statusCode, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(JSON.stringify({ errors: [{ errorType: error.name, message: error.message }] }));
    }
    answer.send();
  };
}

/** The endpoint knows who calls only later, and a rule is about all of them. */
const GRAPHQL: AwsCall = {
  service: 'appsync',
  operation: 'GraphQL',
  input: {},
  principal: { arn: 'anybody', permissions: [] },
};

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
