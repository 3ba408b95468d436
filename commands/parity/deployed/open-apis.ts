/** Opens the two APIs that are compared: the deployed one of a stage, and that of a local cloud of the same stage. */
import { resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { synthesize } from '@ordersaga/local-cloud';
import { ADMINISTRATOR, clientSettings } from '../../client-settings.ts';
import { CloudNotStartedError, startCloud } from '../../running-cloud.ts';
import type { RunningCloud } from '../../running-cloud.ts';
import { findDeployedStack } from '../../stage/deployed-stack.ts';
import { clientSettingsOf } from '../../stage/read-stage.ts';
import type { Stage } from '../../stage/read-stage.ts';
import { createApi } from './api.ts';
import type { DeployedApi } from './api.ts';
import { readUser, userLike } from './user.ts';

export type Apis = {
  readonly aws: DeployedApi;
  readonly local: DeployedApi;
  /** Ends the local cloud. */
  readonly close: () => Promise<void>;
};

/**
 * `token` is that of a user of the pool. `say` takes a line about each step that takes a while. Throws `StackNotUsable` and
 * `UsageError` before anything is started, and `CloudNotStartedError`.
 */
export async function openApis(stage: Stage, token: string | undefined, say: (line: string) => void): Promise<Apis> {
  const stack = await findDeployedStack(stage);
  const user = token === undefined ? undefined : readUser(token, stack);
  const aws = createApi(stack, { credentials: await credentialsFor(stage), user });
  say(`Starting a local cloud of stage ${stage.name}`);
  const cloud = await startCloud({ options: await optionsFor(stage) });
  try {
    const localStack = await findDeployedStack(stage, localSettings(stage, cloud));
    const callers = { credentials: ADMINISTRATOR, user: user && (await userLike(user, cloud)) };
    const local = createApi(localStack, callers);
    return { aws, local, close: () => cloud.stop() };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

/** Those of the environment, which have just found the stack. */
async function credentialsFor(stage: Stage) {
  const client = new CloudFormationClient(clientSettingsOf(stage));
  try {
    return await client.config.credentials();
  } finally {
    client.destroy();
  }
}

/** The local cloud runs a stack in the region that it is made for. */
function localSettings({ settings: { region } }: Stage, cloud: RunningCloud) {
  return { ...clientSettings(cloud), ...(region !== null && { region }) };
}

const PROJECT = resolve(import.meta.dirname, '../../..');

/** `npm start` runs stage dev by itself. */
async function optionsFor({ name }: Stage): Promise<readonly string[]> {
  if (name === 'dev') return [];
  const assembly = resolve(PROJECT, `.cache/assembly-of-${name}`);
  try {
    await synthesize(PROJECT, assembly, { stage: name });
  } catch (error) {
    throw new CloudNotStartedError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return ['--assembly', assembly];
}
