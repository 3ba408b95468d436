/** What differs between the stages. Everything else is the same in all of them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from './stage-settings.ts';

export type Stage = StageSettings & {
  readonly name: string;
  /** For tables, the user pool and undelivered events. What is kept still goes if its creation is rolled back. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Everyone who holds an API key may call the API for any customer. */
  readonly apiKey: boolean;
  readonly introspection: boolean;
  readonly sampleProducts: boolean;
  readonly logRetention: RetentionDays;
};

export function createStage(name: string, settings: StageSettings): Stage {
  const { production } = settings;
  return {
    ...settings,
    name,
    removalPolicy: production ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    deletionProtection: production,
    apiKey: !production,
    introspection: !production,
    sampleProducts: !production,
    logRetention: production ? RetentionDays.ONE_YEAR : RetentionDays.ONE_WEEK,
  };
}
