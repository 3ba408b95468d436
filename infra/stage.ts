/** What differs between the stages. Everything else is the same in all of them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type Stage = {
  readonly name: string;
  /** What happens to tables, the user pool and undelivered events when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** An API key opens the API to whoever holds it, for any customer. */
  readonly apiKey: boolean;
  readonly introspection: boolean;
  readonly sampleProducts: boolean;
  /** Who takes the money unless the context says so; nobody by itself where it is real. */
  readonly paymentGateway?: 'sandbox';
  readonly logRetention: RetentionDays;
};

const STAGES: { readonly [name: string]: Stage } = {
  dev: {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    apiKey: true,
    introspection: true,
    sampleProducts: true,
    paymentGateway: 'sandbox',
    logRetention: RetentionDays.ONE_WEEK,
  },
  prod: {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    apiKey: false,
    introspection: false,
    sampleProducts: false,
    logRetention: RetentionDays.ONE_YEAR,
  },
};

/** The stage of that name (`-c stage=…`); throws for a name that is not in the table. */
export function stageNamed(name: unknown): Stage {
  const stage = STAGES[String(name)];
  if (!stage) throw new Error(`Unknown stage "${name}": use one of ${Object.keys(STAGES).join(', ')}.`);
  return stage;
}
