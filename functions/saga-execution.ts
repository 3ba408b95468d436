/** Starting sagas. An order may have several at a time, under different names: its steps do nothing twice. */
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SagaInput } from '../domain/saga-input.ts';
import { environment } from './environment.ts';
import { requestHandler } from './request-timeouts.ts';

const stepFunctions = new SFNClient({ requestHandler });

/**
 * Makes sure that a saga of this name was started: 'started' when it runs now, 'ended' when one that had the name is
 * over. Step Functions keeps names for 90 days.
 */
export async function startExecution(name: string, input: SagaInput): Promise<'started' | 'ended'> {
  const stateMachineArn = environment('STATE_MACHINE_ARN');
  const execution = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  try {
    // The name of one that still runs is answered like a new one.
    await stepFunctions.send(execution);
    return 'started';
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return 'ended';
    throw error;
  }
}
