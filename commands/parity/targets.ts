/** Who is asked: AWS, with the credentials and region of the environment, and the local cloud. */
import { AppSyncClient } from '@aws-sdk/client-appsync';
import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings } from '../client-settings.ts';
import type { ServiceTarget } from './case.ts';
import { hasOwnEndpoint } from './circumstances.ts';

/** There is nobody to ask; the message says what to do about it. */
export class CannotAskError extends Error {
  override readonly name = 'CannotAskError';
}

/** `ask.ts` retries. */
const ONCE = { maxAttempts: 1 } as const;

export function localTarget(cloud: { readonly awsEndpointUrl: string }): ServiceTarget {
  const settings = { ...clientSettings(cloud), ...ONCE };
  return { appsync: new AppSyncClient(settings), stepFunctions: new SFNClient(settings) };
}

/** AWS in its own region. Throws `CannotAskError` if the environment has no region or no credentials. */
export async function awsTarget(): Promise<ServiceTarget & { readonly region: string }> {
  const appsync = new AppSyncClient(ONCE);
  const region = await orCannotAsk(appsync.config.region(), NO_REGION);
  await orCannotAsk(appsync.config.credentials(), NO_CREDENTIALS);
  // TestState is at `sync-` and the host's name, which only AWS's own hosts have.
  return { appsync, stepFunctions: new SFNClient({ ...ONCE, disableHostPrefix: hasOwnEndpoint() }), region };
}

const NO_REGION =
  'There is no AWS region to ask in. Set AWS_REGION, such as AWS_REGION=us-east-1, or AWS_PROFILE to a profile with a region.';

const NO_CREDENTIALS =
  'There are no AWS credentials to ask with. Sign in (aws sso login, aws configure), set AWS_PROFILE, or set ' +
  'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. They need appsync:EvaluateCode and states:TestState; nothing is deployed ' +
  'or changed.';

async function orCannotAsk<Value>(value: Promise<Value>, message: string): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    throw new CannotAskError(message, { cause: error });
  }
}

export function closeTarget({ appsync, stepFunctions }: ServiceTarget): void {
  appsync.destroy();
  stepFunctions.destroy();
}
