/** Starts an order's saga, once: the execution bears the order's id, and Step Functions keeps names for 90 days. */
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { requestHandler } from '../request-timeouts.ts';

const stepFunctions = new SFNClient({ requestHandler });

export async function startSaga(orderId: string): Promise<void> {
  const execution = new StartExecutionCommand({
    stateMachineArn: environment('STATE_MACHINE_ARN'),
    name: orderId,
    input: JSON.stringify({ orderId }),
  });
  try {
    await stepFunctions.send(execution);
  } catch (error) {
    // A record that is delivered again finds its saga started, or even over.
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
