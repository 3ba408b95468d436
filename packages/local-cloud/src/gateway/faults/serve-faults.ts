/** `/faults` on the cloud's own port reads, replaces and removes the fault rules. Only this machine reaches the port. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBodyAsString } from '../door/read-body-as-string.ts';
import { NO_FAULTS } from './create-faults.ts';
import type { Faults } from './create-faults.ts';
import { parseFaultPlan } from './parse-fault-plan.ts';
import { InvalidFaultPlan } from './plan-members.ts';

export const FAULTS_PATH = '/faults';

/** GET returns the rules with their counts, PUT replaces them, DELETE removes them. */
export function createFaultsHandler(faults: Faults, services: readonly string[]) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = METHODS[request.method ?? ''];
    if (!method) {
      reply(response, 405, { message: 'GET, PUT or DELETE.' });
      return;
    }
    try {
      method(faults, await readBodyAsString(request), services);
      reply(response, 200, faults.report());
    } catch (error) {
      if (!(error instanceof InvalidFaultPlan)) throw error;
      reply(response, 400, { message: error.message });
    }
  };
}

const METHODS: { readonly [method: string]: (faults: Faults, body: string, services: readonly string[]) => void } = {
  GET: () => {},
  PUT: (faults, body, services) => faults.set(parseFaultPlan(body, services)),
  DELETE: (faults) => faults.set(NO_FAULTS),
};

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
