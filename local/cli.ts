/** `npm start`: synthesizes the CDK app, boots the local cloud from the cloud assembly and says where everything is. */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { bootProject } from './boot-project.ts';
import { describeCloud, describeCloudAsJson } from './describe-cloud.ts';
import type { FaultPlan } from './gateway/faults/fault-rule.ts';
import { parseFaultPlan } from './gateway/faults/parse-fault-plan.ts';
import { StartupError } from './startup-error.ts';

const HELP = `Runs the stack of this project on this machine.

  npm start -- [options]

  --port N      where it listens; 4000 if left out, 0 for any free port
  --data DIR    keeps all data in DIR, so that it is there after a restart; in memory if left out
  --assembly DIR
                runs what \`cdk synth\` has put in DIR, instead of synthesizing; LOCAL_CLOUD_ASSEMBLY does the same
  --faults FILE lets calls of AWS services fail by the rules in FILE; docs/faults.md says how
  --json        prints one line of JSON when it is ready, for scripts; progress goes to standard error
  --help        prints this

  DYNOXIDE_BIN, DYNAMODB_ENDPOINT   another DynamoDB engine than the bundled one
`;

const main = async (): Promise<void> => {
  const { port, data, assembly, faults, json, help } = readArguments();
  if (help) return void process.stdout.write(HELP);
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const cloud = await bootProject({
    projectDirectory: process.cwd(),
    port,
    progress,
    ...(data && { dataDirectory: resolve(data) }),
    ...(assembly && { assemblyDirectory: resolve(assembly) }),
    ...(faults && { faults: readFaults(faults) }),
  });

  const end = async (): Promise<void> => {
    process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
    await cloud.close();
    process.exit(0);
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  cloud.failed.catch(giveUp);
  process.stdout.write(json ? describeCloudAsJson(cloud) : describeCloud(cloud));
};

const readArguments = () => {
  const { values } = parseOptions();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StartupError('--port must be from 0 to 65535.');
  return { ...values, port };
};

const parseOptions = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string' },
        assembly: { type: 'string', default: process.env.LOCAL_CLOUD_ASSEMBLY ?? '' },
        faults: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
};

const readFaults = (file: string): FaultPlan => {
  try {
    return parseFaultPlan(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartupError(`--faults ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** What a user can mend is a message; anything else is a bug and shows where it happened. */
const giveUp = (error: unknown): never => {
  const message = error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

await main().catch(giveUp);
