/** What differs between the stages. Everything else is the same in all of them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type Stage = {
  readonly name: string;
  /** What happens to tables, the user pool and undelivered events when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Everyone who holds an API key may call the API for any customer. */
  readonly apiKey: boolean;
  readonly introspection: boolean;
  readonly sampleProducts: boolean;
  /** The payment gateway if the context names none. A stage that takes real money has no default. */
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

/** The stage of that name (`-c stage=…`). Throws if the table has none. */
export function stageNamed(name: unknown): Stage {
  const wanted = String(name);
  const stage = STAGES[wanted];
  if (!stage) throw new Error(`Unknown stage "${wanted}": use one of ${Object.keys(STAGES).join(', ')}.`);
  return stage;
}
