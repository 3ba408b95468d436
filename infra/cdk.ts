/**
 * `npm run deploy -- STAGE`, `npm run remove -- STAGE` and `npm run diff -- STAGE`: run the AWS CDK for a stage, and pass
 * on all further options. The stage is `dev` if none is named.
 */
import { deployStage } from './lifecycle/deploy-stage.ts';
import { removeStage } from './lifecycle/remove-stage.ts';
import { runCdk } from './lifecycle/run-cdk.ts';
import { readStageSettings, StageError } from './stage-settings.ts';
import type { StageSettings } from './stage-settings.ts';

const [command = 'deploy', ...rest] = process.argv.slice(2);
const [stage = 'dev', ...options] = rest[0]?.startsWith('-') === false ? rest : ['dev', ...rest];

try {
  process.exitCode = await run(readStageSettings(stage));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  // What AWS rejects is for the user to mend, too.
  const isForUsers = error instanceof StageError || '$metadata' in error || error.name === 'CredentialsProviderError';
  process.stderr.write(`${isForUsers ? describe(error) : error.stack}\n`);
  process.exitCode = 1;
}

/** Resolves with the exit code. */
async function run(settings: StageSettings): Promise<number> {
  const context = Object.entries({ stage, ...(isExample(settings) && { mail: 'off' }) });
  const contextOptions = context.flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  const cdk = (...more: readonly string[]) => runCdk(command, ...contextOptions, ...more, ...options);
  if (command === 'deploy') checkDeployment(settings);
  // It is about CDK's options, and nothing is to be done.
  if (options.includes('--help')) return cdk();
  if (command === 'deploy') return deployStage({ stage, settings, options, deploy: cdk });
  if (command === 'destroy') return removeStage({ stage, settings, options, destroy: () => cdk('--force') });
  return cdk();
}

function describe(error: Error): string {
  return error instanceof StageError ? error.message : `${error.name}: ${error.message}`;
}

function checkDeployment(settings: StageSettings): void {
  const { production, account, region, sender } = settings;
  if (production && (account === null || region === null)) {
    throw new StageError(`stages/${stage}.json: "account" and "region" must be set to deploy a production stage.`);
  }
  if (!isExample(settings)) return;
  process.stderr.write(`stages/${stage}.json: ${sender} is an example. This deployment sends no mail.\n`);
}

/** RFC 2606 reserves the domain for examples. */
function isExample({ sender }: StageSettings): boolean {
  return sender?.endsWith('.example') ?? false;
}
