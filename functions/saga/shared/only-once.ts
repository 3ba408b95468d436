/** Side effects that must not be repeated when their step is, guarded by Powertools idempotency. */
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { Context } from 'aws-lambda';
import { environment } from '../../shared/clients/environment.ts';
import { dynamoDB } from '../../shared/clients/database.ts';

/** Far longer than a saga runs, so that running one again next week still finds what was done. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

/**
 * Does this for an order, or for a part of one, unless it was done before, and returns what the first run returned. If it throws, the error is
 * passed on, and nothing is remembered. While another invocation is at it, throws
 * `IdempotencyAlreadyInProgressError`; the Lambda context tells how long that one may take.
 */
export async function onlyOnce<Answer>(
  effect: { readonly name: string; readonly key: string; readonly context: Context },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const config = new IdempotencyConfig({ expiresAfterSeconds: REMEMBERED_SECONDS });
  config.registerLambdaContext(effect.context);
  const tableName = environment('IDEMPOTENCY_TABLE');
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName, awsSdkV3Client: dynamoDB });
  const runOnce = makeIdempotent((_key: string) => run(), { persistenceStore, config, keyPrefix: effect.name });
  return runOnce(effect.key);
}
