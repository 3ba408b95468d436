/** Writes bundles as the cloud assembly holds them, and makes functions of them. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFunction } from '../create-function.ts';
import type { LambdaFunction } from '../create-function.ts';
import type { FunctionDefinition } from '../environment/definition.ts';

export type Bundles = {
  /** A function whose module is `source`, in a folder of its own. */
  create(source: string, changes?: Partial<FunctionDefinition>, awsEndpointUrl?: string): LambdaFunction;
  readonly log: string[];
  /** Of the log groups of all functions. */
  readonly logEvents: string[];
  /** Closes all functions and deletes their folders. */
  close(): Promise<void>;
};

export function createBundles(): Bundles {
  const functions: LambdaFunction[] = [];
  const directories: string[] = [];
  const log: string[] = [];
  const logEvents: string[] = [];
  return {
    log,
    logEvents,
    create: (source, changes = {}, awsEndpointUrl = 'http://127.0.0.1:4566') => {
      const codeDirectory = mkdtempSync(join(tmpdir(), 'bundle-'));
      directories.push(codeDirectory);
      writeFileSync(join(codeDirectory, 'index.mjs'), source);
      const definition = { ...DEFAULTS, codeDirectory, ...changes };
      const made = createFunction(definition, {
        awsEndpointUrl,
        log: (line) => log.push(line),
        writeLogEvent: (_stream, message) => void logEvents.push(message),
      });
      functions.push(made);
      return made;
    },
    close: async () => {
      await Promise.all(functions.map((one) => one.close()));
      directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true }));
    },
  };
}

const DEFAULTS: Omit<FunctionDefinition, 'codeDirectory'> = {
  name: 'reserve-inventory',
  arn: 'arn:aws:lambda:eu-west-1:111122223333:function:reserve-inventory',
  version: '$LATEST',
  logGroupName: '/aws/lambda/reserve-inventory',
  handler: 'index.handler',
  timeoutSeconds: 10,
  memoryMb: 128,
  environment: {},
  region: 'eu-west-1',
  accountId: '111122223333',
  credentials: { accessKeyId: 'AKIAROLE', secretAccessKey: 'secret', sessionToken: 'token' },
};
