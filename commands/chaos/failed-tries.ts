/** How often a saga's step that mails has failed: the histories of its executions say it, with the reasons. */
import {
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';

import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { clientSettings } from '../client-settings.ts';
import type { CloudDescription } from '../running-cloud.ts';
import { subjectOf } from './rows.ts';

const MAILING_STEPS = ['SendNotification', 'SendRefundNotification'];

/** SES says that it has sent nothing. */
const NOT_SENT = 'TooManyRequestsException';

/** Of each of these that was mailed twice: the tries whose mail may have gone out. */
export async function readFailedTries(
  cloud: CloudDescription,
  mails: ReadonlyMap<string, number>,
  say: (text: string) => void,
): Promise<ReadonlyMap<string, number>> {
  const twice = [...mails].filter(([, count]) => count > 1).map(([subject]) => subject);
  const tries = new Map<string, number>();
  if (twice.length === 0) return tries;
  const client = new SFNClient(clientSettings(cloud));
  const executions = await executionsOf(client);
  for (const subject of twice) {
    const [orderId = '', refundId] = subject.split('/');
    const ofSubject = executions.filter(({ name }) => name.startsWith(subjectOf(orderId, refundId).replace('/', '-')));
    const errors: string[] = [];
    for (const { arn } of ofSubject) errors.push(...mailingErrors(await historyOf(client, arn), refundId));
    say(`${subject} was mailed ${mails.get(subject)} times; tries of it failed: ${errors.join(', ') || 'none'}`);
    tries.set(subject, errors.filter((error) => error !== NOT_SENT).length);
  }
  return tries;
}

async function executionsOf(client: SFNClient) {
  const machines = (await Array.fromAsync(paginateListStateMachines({ client }, {}))).flatMap(
    ({ stateMachines = [] }) => stateMachines,
  );
  const pages = await Promise.all(
    machines.map(({ stateMachineArn }) => Array.fromAsync(paginateListExecutions({ client }, { stateMachineArn }))),
  );
  return pages
    .flat()
    .flatMap(({ executions = [] }) => executions)
    .map(({ name = '', executionArn: arn = '' }) => ({ name, arn }));
}

async function historyOf(client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const pages = await Array.fromAsync(paginateGetExecutionHistory({ client }, { executionArn }));
  return pages.flatMap(({ events = [] }) => events);
}

/** The errors of the step that mails, each once a try. An order's sagas don't count for its refunds, nor theirs for it. */
function mailingErrors(events: readonly HistoryEvent[], refundId: string | undefined): readonly string[] {
  const step = MAILING_STEPS[refundId === undefined ? 0 : 1];
  let current: string | undefined;
  const errors: string[] = [];
  for (const { stateEnteredEventDetails, taskFailedEventDetails, taskTimedOutEventDetails } of events) {
    current = stateEnteredEventDetails?.name ?? current;
    const failed = taskFailedEventDetails ?? taskTimedOutEventDetails;
    if (failed && current === step) errors.push(failed.error ?? 'an error without a name');
  }
  return errors;
}
