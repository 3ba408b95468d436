/** Starting sagas. An order may have several at a time, under different names: its steps do nothing twice. */
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RefundInput, SagaInput } from '../../../domain/saga-input.ts';
import { headerOfTrace } from '../../../domain/trace-header.ts';
import { environment } from './environment.ts';
import { REQUEST_HANDLER } from './request-timeouts.ts';
import { Unmendable } from '../errors/unmendable.ts';

const stepFunctions = new SFNClient({ requestHandler: REQUEST_HANDLER });

/** Step Functions' errors for a name or an input that it never takes (API reference of StartExecution). */
const UNMENDABLE = new Set(['InvalidName', 'InvalidExecutionInput', 'ValidationException', 'SerializationException']);

/** Step Functions takes no longer one (API reference of StartExecution). */
const MAX_TRACE_HEADER_CHARACTERS = 256;

/**
 * Makes sure that a saga of this name was started: 'started' when it runs now, 'ended' when one that had the name is
 * over. Step Functions keeps names for 90 days. Throws `Unmendable` for an order id that no execution can have as name.
 * The saga goes on with the trace of the header; without one, with that of the request which created the order.
 */
export function startExecution(
  name: string,
  input: SagaInput,
  traceHeader: string | null = null,
): Promise<'started' | 'ended'> {
  return start(environment('STATE_MACHINE_ARN'), { name, input, traceHeader });
}

/**
 * Starts the saga of a refund: as `startExecution`. `suffix` tells it from another one of the same refund; all together, ids
 * and suffix have 80 characters at most.
 */
export function startRefund(
  input: RefundInput,
  { suffix = '', traceHeader = null }: { readonly suffix?: string; readonly traceHeader?: string | null } = {},
): Promise<'started' | 'ended'> {
  const name = `${input.orderId}-${input.refundId}${suffix}`;
  return start(environment('REFUND_STATE_MACHINE_ARN'), { name, input, traceHeader });
}

type Start = {
  readonly name: string;
  readonly input: SagaInput | RefundInput;
  readonly traceHeader: string | null;
};

async function start(stateMachineArn: string, { name, input, traceHeader }: Start): Promise<'started' | 'ended'> {
  const header = traceHeader ?? headerOfTrace(input.correlationId ?? null);
  const execution = new StartExecutionCommand({
    stateMachineArn,
    name,
    input: JSON.stringify(input),
    ...(header && header.length <= MAX_TRACE_HEADER_CHARACTERS && { traceHeader: header }),
  });
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
