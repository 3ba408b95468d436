/**
 * The database engine of tests that call functions' code in their own process. The functions' client is made once a process,
 * and files of tests share processes, so there is one engine for all of them, which ends with the process.
 */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { locateEngine, startEngine } from '@ordersaga/local-cloud/testing';
import { vi } from 'vitest';
import { RUN_DIRECTORY } from './synthesize-once.ts';

const directory = mkdtempSync(join(RUN_DIRECTORY, 'functions-'));
const { endpoint } = await startOrFind();

/** The variables by which the functions' client finds the engine, until `vi.unstubAllEnvs`. */
export function useFunctionsEngine(more: Readonly<Record<string, string>>): void {
  const key = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const variables = { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_REGION: 'us-east-1', ...key, ...more };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

/** The engine that DYNAMODB_ENDPOINT names, or one of our own. */
async function startOrFind(): Promise<{ readonly endpoint: string }> {
  const location = locateEngine(process.env);
  return 'endpoint' in location ? location : startEngine(location.binary, directory);
}
