/** The one way to every AWS service of the local cloud. */

import { authorize } from './authorize.ts';
import type { AwsCall, CallAws } from '../aws/call.ts';
import { createFaults } from './faults/create-faults.ts';
import type { Faults, ThrottleOf } from './faults/create-faults.ts';
import type { FindOperation, Serve, Stage } from './operation.ts';
import { reportThrottled } from './report-throttled.ts';
import { reportUnsupported, unknownOperation } from './unsupported.ts';

export type Gateway = {
  readonly callAws: CallAws;
  /** None at first. */
  readonly faults: Faults;
};

export type GatewaySettings = {
  readonly find: FindOperation;
  readonly throttleOf: ThrottleOf;
  /** Takes a line for each call that the local cloud doesn't support. */
  readonly log?: (line: string) => void;
  /** Takes each call that its service throttles, or a fault in its stead. */
  readonly onThrottled?: (call: AwsCall) => void;
};

/** Each call goes through the stages from first to last, and then to the service. */
export function createGateway({ find, throttleOf, log = () => {}, onThrottled = () => {} }: GatewaySettings): Gateway {
  const faults = createFaults(throttleOf);
  const stages: readonly Stage[] = [
    reportUnsupported(log),
    authorize(find),
    reportThrottled(onThrottled),
    (next) => (call) => faults.inject(call, next),
  ];
  const dispatch: Serve = async (call) => {
    const operation = find(call.service, call.operation);
    if (!operation) throw unknownOperation(call);
    return operation.serve(call);
  };
  return { faults, callAws: stages.reduceRight((next, stage) => stage(next), dispatch) };
}
