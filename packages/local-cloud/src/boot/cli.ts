#!/usr/bin/env node
/** `npm start`: synthesizes the CDK app, boots the local cloud from the cloud assembly and says where everything is. */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import type { RunningCloud } from './boot.ts';
import { bootProject } from './boot-project.ts';
import { describeCloud, describeCloudAsJson } from './describe-cloud.ts';
import type { FaultPlan } from '../gateway/faults/fault-rule.ts';
import { parseFaultPlan } from '../gateway/faults/parse-fault-plan.ts';
import * as services from './services.ts';
import { inBackground } from '../kernel/in-background.ts';
import { StartupError } from '../kernel/startup-error.ts';

const HELP = `Runs the stack of this project on this machine.

  npm start -- [options]

  --port N      where it listens; 4000 if left out, 0 for any free port
  --data DIR    keeps all data in DIR, so that it is there after a restart; in memory if left out
  --assembly DIR
                runs what \`cdk synth\` has put in DIR, instead of synthesizing; LOCAL_CLOUD_ASSEMBLY does the same
  --allow-host NAME
                serves requests for this host name and pages from it, too, not only those of localhost: for a
                devcontainer or a tunnel; may be given several times
  --faults FILE lets calls of AWS services fail by the rules in FILE; docs/faults.md says how
  --json        prints one line of JSON when it is ready, for scripts; progress goes to standard error
  --help        prints this

  DYNOXIDE_BIN, DYNAMODB_ENDPOINT   another DynamoDB engine than the bundled one
`;

async function main(): Promise<void> {
  const { port, data, assembly, 'allow-host': allowedHosts, faults, json, help } = readArguments();
  if (help) return void process.stdout.write(HELP);
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const cloud = await bootProject({
    projectDirectory: process.cwd(),
    port,
    progress,
    allowedHosts: allowedHosts.map(readHostName),
    ...(data && { dataDirectory: resolve(data) }),
    ...(assembly && { assemblyDirectory: resolve(assembly) }),
    ...(faults && { faults: readFaults(faults) }),
  });

  endOnSignals(cloud);
  cloud.failed.catch(giveUp);
  if (json) return void process.stdout.write(describeCloudAsJson(cloud));
  process.stdout.write(describeCloud(cloud));
  // Somebody who looks should not wait at the first order; scripts rather have the processor.
  inBackground('The local cloud could not be warmed', cloud.warm());
}

/** npm passes on a Ctrl-C that the terminal has sent to this process too, so a second one means it only after a while. */
const SAME_CTRL_C_MS = 1000;

/** SIGHUP comes from a terminal that is closed. */
function endOnSignals(cloud: RunningCloud): void {
  let endingSince: number | undefined;
  const end = (): void => {
    if (endingSince !== undefined && performance.now() - endingSince < SAME_CTRL_C_MS) return;
    if (endingSince !== undefined) process.exit(1);
    endingSince = performance.now();
    cloud.close().then(() => process.exit(0), giveUp);
  };
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
}

function readArguments() {
  const { values, positionals } = parseOptions();
  const [surplus] = positionals[0] === 'start' ? positionals.slice(1) : positionals;
  if (surplus !== undefined)
    throw new StartupError(`"${surplus}" belongs to no option. Options begin with --; try --help.`);
  for (const name of ['data', 'faults'] as const) {
    if (values[name] === '') throw new StartupError(`--${name} needs a value. Try --help.`);
  }
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new StartupError('--port must be from 0 to 65535.');
  return { ...values, port };
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string' },
        assembly: { type: 'string', default: process.env['LOCAL_CLOUD_ASSEMBLY'] ?? '' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        faults: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}

function readHostName(name: string): string {
  if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(name)) return name.toLowerCase();
  throw new StartupError(
    `--allow-host takes a host name without scheme and port, such as box.example; it was "${name}".`,
  );
}

function readFaults(file: string): FaultPlan {
  try {
    const names = Object.values(services).flatMap((plugin) => plugin.services.map(({ name }) => name));
    return parseFaultPlan(readFileSync(file, 'utf8'), names);
  } catch (error) {
    throw new StartupError(`--faults ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a user can mend, a file that the system refuses among it, is a message; anything else is a bug and shows where it happened. */
function giveUp(error: unknown): never {
  const isForUsers = error instanceof StartupError || (error instanceof Error && 'syscall' in error);
  const message = isForUsers ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

await main().catch(giveUp);
