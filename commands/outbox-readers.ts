/** Pauses what reads the outbox of a running cloud, as Lambda's own API does it, and lets it go on. */

import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { clientSettings } from './client-settings.ts';
import type { CloudDescription } from './running-cloud.ts';

/** Switches every event source mapping of the stack; a batch that runs is finished. */
export async function switchOutboxReaders(cloud: CloudDescription, Enabled: boolean): Promise<void> {
  const client = new LambdaClient(clientSettings(cloud));
  const { EventSourceMappings: mappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
  for (const { UUID } of mappings) await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
}
