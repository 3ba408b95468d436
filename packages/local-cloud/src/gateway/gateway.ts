/** The one way to every AWS service of the local cloud: authorize → inject faults → serve. */

import { createAuthorize } from './authorize.ts';
import type { Surroundings } from './required-permissions.ts';
import { AwsError } from '../aws/error.ts';
import type { AwsCall, CallAws, ServiceName } from '../aws/call.ts';
import { createFaults } from './faults/create-faults.ts';
import type { Faults } from './faults/create-faults.ts';

/** Serves the calls of one service; throws `AwsError` for a failure, `UnknownOperationException` included. */
export type Service = (call: AwsCall) => Promise<string>;

export type Gateway = {
  readonly callAws: CallAws;
  /** None at first. */
  readonly faults: Faults;
  serve(name: ServiceName, service: Service): void;
};

/** `log` takes a line for each call that the local cloud does not carry, for its caller may not tell anybody. */
export function createGateway(surroundings: Surroundings, log: (line: string) => void = () => {}): Gateway {
  const services = new Map<ServiceName, Service>();
  const authorize = createAuthorize(surroundings);
  const faults = createFaults();
  return {
    faults,
    serve: (name, service) => services.set(name, service),
    callAws: async (call) => {
      try {
        const service = services.get(call.service);
        if (!service) throw unknownOperation(call);
        authorize(call);
        return await faults.inject(call, service);
      } catch (error) {
        if (isUnsupported(error)) log(`${error.message} ${call.principal.arn} called it.`);
        throw error;
      }
    },
  };
}

/** A call that the local cloud does not carry, by name. */
export function unknownOperation({ service, operation }: AwsCall): AwsError {
  return new AwsError('UnknownOperationException', `The local cloud does not carry ${service}:${operation}.`);
}

/** S3 has a name of its own for it. */
const UNSUPPORTED = new Set(['UnknownOperationException', 'NotImplemented']);

/** Whether a failure says that the local cloud does not carry the call, rather than that AWS would refuse it. */
export function isUnsupported(error: unknown): error is AwsError {
  return error instanceof AwsError && UNSUPPORTED.has(error.name);
}
