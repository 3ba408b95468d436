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

/** An execution that goes on after a kill doesn't say again which state it is in. */
const UNKNOWN = 'unknown';

/** SES says that it has sent nothing. */
const NOT_SENT = 'TooManyRequestsException';

/** What is known of an execution: the tries of its steps that mail. */
type Noted = { isOver: boolean; readonly errors: Map<string, string> };

export type FailedTries = {
  /** Reads what has happened since the last time. A kill takes the histories of all executions. */
  note(): Promise<void>;
  /** Of each of these mails: the tries that failed and may have sent one all the same. */
  of(subjects: Iterable<string>): ReadonlyMap<string, number>;
};

export function watchFailedTries(cloud: CloudDescription): FailedTries {
  const client = new SFNClient(clientSettings(cloud));
  const noted = new Map<string, Noted>();
  return {
    note: async () => {
      for (const { name, arn, isOver } of await executionsOf(client)) {
        const known = noted.get(name) ?? { isOver: false, errors: new Map<string, string>() };
        if (known.isOver) continue;
        for (const [at, error] of mailingErrors(await historyOf(client, arn))) known.errors.set(at, error);
        noted.set(name, { ...known, isOver });
      }
    },
    of: (subjects) => new Map([...subjects].map((subject) => [subject, countFor(subject, noted)])),
  };
}

/** An order's sagas don't count for its refunds, nor theirs for it. */
function countFor(subject: string, noted: ReadonlyMap<string, Noted>): number {
  const [orderId = '', refundId] = subject.split('/');
  const step = MAILING_STEPS[refundId === undefined ? 0 : 1] ?? '';
  const ofSubject = [...noted].filter(([name]) => name.startsWith(subjectOf(orderId, refundId).replace('/', '-')));
  const tries = ofSubject.flatMap(([, { errors }]) => [...errors]);
  return tries.filter(([at, error]) => (at.startsWith(step) || at.startsWith(UNKNOWN)) && error !== NOT_SENT).length;
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
    .map(({ name = '', executionArn: arn = '', status }) => ({ name, arn, isOver: status !== 'RUNNING' }));
}

async function historyOf(client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const pages = await Array.fromAsync(paginateGetExecutionHistory({ client }, { executionArn }));
  return pages.flatMap(({ events = [] }) => events);
}

/** The errors of the steps that mail, by step and time. */
function mailingErrors(events: readonly HistoryEvent[]): readonly (readonly [at: string, error: string])[] {
  let step = UNKNOWN;
  return events.flatMap(({ timestamp, stateEnteredEventDetails, taskFailedEventDetails, taskTimedOutEventDetails }) => {
    step = stateEnteredEventDetails?.name ?? step;
    const failed = taskFailedEventDetails ?? taskTimedOutEventDetails;
    if (!failed || ![UNKNOWN, ...MAILING_STEPS].includes(step)) return [];
    return [[`${step} ${timestamp?.toISOString() ?? ''}`, failed.error ?? 'an error without a name'] as const];
  });
}
