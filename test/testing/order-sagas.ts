/** The state machine of orders, beside the one of refunds. */
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';

export async function findOrderSagas(client: SFNClient): Promise<string> {
  return find(client, (name) => !name.endsWith('-refunds'));
}

export async function findRefundSagas(client: SFNClient): Promise<string> {
  return find(client, (name) => name.endsWith('-refunds'));
}

async function find(client: SFNClient, isIt: (name: string) => boolean): Promise<string> {
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const arn = stateMachines.find(({ name = '' }) => isIt(name))?.stateMachineArn;
  if (arn === undefined) throw new Error('The stack has no such state machine');
  return arn;
}
