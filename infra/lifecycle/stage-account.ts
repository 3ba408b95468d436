/** The account and region of a stage, as AWS's SDK reaches them. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { StageError } from '../stage-settings.ts';
import type { StageSettings } from '../stage-settings.ts';

export type StageAccount = {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly region: string;
};

/**
 * With the credentials that CDK takes: those of the profile that `options` name, or the default ones. Throws `StageError`
 * if they are for another account than the stage names, where its stack would seem not to exist.
 */
export async function openStageAccount(
  stage: string,
  { account, region }: StageSettings,
  options: readonly string[],
): Promise<StageAccount> {
  const profile = valueOf('--profile', options);
  // CDK knows the third, the SDK doesn't.
  const known = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  const settings = { ...(known && { region: known }), ...(profile && { profile }) };
  const { Account } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  if (account !== null && account !== Account) {
    throw new StageError(
      `stages/${stage}.json names the account ${account}, but your credentials are for ${Account}. Use credentials of ${account}.`,
    );
  }
  const cloudFormation = new CloudFormationClient(settings);
  // The name of a bucket could be no host of the local cloud.
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  return { cloudFormation, s3, region: await cloudFormation.config.region() };
}

/** Of `--name value` or `--name=value`. */
function valueOf(name: string, options: readonly string[]): string | undefined {
  const index = options.findIndex((option) => option === name || option.startsWith(`${name}=`));
  const option = options[index];
  return option === name ? options[index + 1] : option?.slice(name.length + 1);
}
