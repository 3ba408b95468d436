/** The stage that `--stage NAME` names, and how AWS SDK clients reach it. */
import { readStageSettings, StageError } from '../../infra/stage-settings.ts';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { UsageError } from '../command-line.ts';

export type Stage = {
  readonly name: string;
  /** The name that `infra/ordersaga-stack.ts` gives the stack of this stage. */
  readonly stackName: string;
  readonly settings: StageSettings;
};

/** Reads `stages/NAME.json`. Throws `UsageError` if there is no such stage, or if its settings can't be used. */
export function readStage(name: string): Stage {
  try {
    return { name, stackName: `ordersaga-${name}`, settings: readStageSettings(name) };
  } catch (error) {
    if (error instanceof StageError) throw new UsageError(error.message);
    throw error;
  }
}

/** Without a region of the stage's own, that of the environment counts, or else the one of the profile. */
export function clientSettingsOf({ settings }: Stage): { readonly region?: string } {
  // CDK and the AWS CLI know the third, the SDK doesn't.
  const region = settings.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  return region === undefined ? {} : { region };
}
