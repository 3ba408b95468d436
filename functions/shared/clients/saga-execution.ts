/** Starting sagas. An order may have several at a time, under different names: its steps do nothing twice. */
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RefundInput, SagaInput } from '../../../domain/saga-input.ts';
import { environment } from './environment.ts';
import { REQUEST_HANDLER } from './request-timeouts.ts';
import { Unmendable } from '../errors/unmendable.ts';

const stepFunctions = new SFNClient({ requestHandler: REQUEST_HANDLER });

/** Step Functions' errors for a name or an input that it never takes (API reference of StartExecution). */
const UNMENDABLE = new Set(['InvalidName', 'InvalidExecutionInput', 'ValidationException', 'SerializationException']);

/**
 * Makes sure that a saga of this name was started: 'started' when it runs now, 'ended' when one that had the name is
 * over. Step Functions keeps names for 90 days. Throws `Unmendable` for an order id that no execution can have as name.
 */
export function startExecution(name: string, input: SagaInput): Promise<'started' | 'ended'> {
  return start(environment('STATE_MACHINE_ARN'), name, input);
}

/**
 * Starts the saga of a refund: as `startExecution`. `suffix` tells it from another one of the same refund; all together, ids
 * and suffix have 80 characters at most.
 */
export function startRefund({ orderId, refundId }: RefundInput, suffix = ''): Promise<'started' | 'ended'> {
  return start(environment('REFUND_STATE_MACHINE_ARN'), `${orderId}-${refundId}${suffix}`, { orderId, refundId });
}

async function start(
  stateMachineArn: string,
  name: string,
  input: SagaInput | RefundInput,
): Promise<'started' | 'ended'> {
  const execution = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  try {
    // Step Functions returns a running execution of this name like a new one.
    await stepFunctions.send(execution);
    return 'started';
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return 'ended';
    if (error instanceof Error && UNMENDABLE.has(error.name)) throw new Unmendable(`${error.name}: ${error.message}`);
    throw error;
  }
}
