/** What `npm run parity` compares: questions that AWS and the local cloud are both asked, and what each says. */
import type { AppSyncClient } from '@aws-sdk/client-appsync';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Json } from '../json.ts';

/**
 * What came back, as plain JSON, one member for each thing that is compared, such as
 * `{ evaluationResult: { id: '1' }, logs: [] }`. A member that is absent on one side and present on the other differs. The
 * order of an object's members makes no difference, that of a list does. `wording` isn't compared, only reported: messages
 * in which AWS and the local cloud need not agree word by word.
 */
export type Answer = { readonly [member: string]: Json };

/** One question. `Target` is what can be asked; see `Source`. */
export type Case<Target> = {
  /** The row of the report's table that it counts in, such as `operators`. */
  readonly group: string;
  /** A plain sentence about what should happen, unique in its group. */
  readonly name: string;
  /** Where the assumption comes from: a page of the developer guide, a public issue, a test of ours. */
  readonly source: string;
  /** What was asked, as the report shows it for a difference. */
  readonly shows: Answer;
  /**
   * Asks. Whatever differs from one call to the next, such as a new id, must be normalized in here or by the question. Lets
   * exceptions of the service pass: `ask.ts` retries those that are about load, and compares or reports the others.
   */
  readonly run: (target: Target) => Promise<Answer>;
};

/** Where cases come from. `cases` calls no service. */
export type Source<Target> = {
  readonly name: string;
  readonly cases: () => readonly Case<Target>[];
};

/** For cases that need nothing deployed. The same clients serve all cases; they don't retry by themselves. */
export type ServiceTarget = {
  readonly appsync: AppSyncClient;
  readonly stepFunctions: SFNClient;
};
