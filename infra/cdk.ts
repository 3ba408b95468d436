/**
 * `npm run deploy -- STAGE`, `npm run remove -- STAGE`: runs the AWS CDK for a stage, and passes on all further options.
 * The stage is `dev` if none is named.
 */
import { createRequire } from 'node:module';
import { readStageSettings, StageError } from './stage-settings.ts';
import type { StageSettings } from './stage-settings.ts';

const [command = 'deploy', ...rest] = process.argv.slice(2);
const [stage = 'dev', ...options] = rest[0]?.startsWith('-') === false ? rest : ['dev', ...rest];

try {
  const settings = readStageSettings(stage);
  if (command === 'deploy') checkDeployment(settings);
  const context = { stage, ...(isExample(settings) && { mail: 'off' }) };
  const contextOptions = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  process.argv.splice(2, Infinity, command, ...contextOptions, ...options);
  createRequire(import.meta.url)('../node_modules/aws-cdk/bin/cdk');
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
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
