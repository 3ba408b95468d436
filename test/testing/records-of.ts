/** What a stack keeps of all that has happened, besides its tables: for tests that look for what must not be in there. */
import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings } from '../../commands/client-settings.ts';
import { readArchive } from '../../commands/chaos/published.ts';
import { openCloudWatchLogs } from '../../commands/logs/cloudwatch-logs.ts';
import { findLogGroups } from '../../commands/logs/log-groups.ts';
import { findLocalCloud } from '../../commands/stage/target.ts';
import { findOrderSagas } from './order-sagas.ts';

type Records = { readonly archive: string; readonly histories: string; readonly logs: string };

/** As text: the events on the bus, the histories of the orders' sagas, and the lines of all log groups. */
export async function recordsOf(cloud: { readonly awsEndpointUrl: string }): Promise<Records> {
  const target = await findLocalCloud(cloud.awsEndpointUrl);
  const [archive, histories, logs] = await Promise.all([
    readArchive(cloud, target.stackName),
    readHistories(new SFNClient(clientSettings(cloud))),
    readLogs(target),
  ]);
  return { archive: JSON.stringify(archive), histories: JSON.stringify(histories), logs: JSON.stringify(logs) };
}

async function readHistories(client: SFNClient) {
  const stateMachineArn = await findOrderSagas(client);
  const pages = await Array.fromAsync(paginateListExecutions({ client }, { stateMachineArn }));
  const arns = pages.flatMap(({ executions = [] }) => executions.map(({ executionArn }) => executionArn));
  return Promise.all(
    arns.map((executionArn) => Array.fromAsync(paginateGetExecutionHistory({ client }, { executionArn }))),
  );
}

async function readLogs(target: Awaited<ReturnType<typeof findLocalCloud>>) {
  const logs = await openCloudWatchLogs(target.settings);
  const groups = await findLogGroups(logs, target);
  return Promise.all(groups.map(({ name: logGroupName }) => logs.events({ logGroupName, startTime: 0 })));
}
