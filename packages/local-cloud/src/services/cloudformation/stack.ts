import type { CustomResourceResponses } from './responses.ts';

/** What CloudFormation keeps of the stack that runs. */
export type Stack = {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly responses: CustomResourceResponses;
};
