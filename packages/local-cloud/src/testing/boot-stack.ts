/** Boots stacks that only tests know, and asks their APIs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { boot } from '../boot/boot.ts';
import { apiKeyOf } from '../boot/describe-cloud.ts';
import type { RunningCloud } from '../boot/boot.ts';
import { rootArn } from '../aws/arn.ts';
import { isObject, parseObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { writeAssembly } from './write-assembly.ts';
import type { StackFixture } from './write-assembly.ts';

export type BootStack = (stack: StackFixture, log?: (line: string) => void) => Promise<RunningCloud>;

/** For the whole file that calls it: assemblies are gone after its tests. */
export function useStacks(): BootStack {
  const directory = mkdtempSync(join(tmpdir(), 'stacks-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return (stack, log = () => {}) => {
    const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
    writeAssembly(assemblyDirectory, stack);
    return boot({ assemblyDirectory, port: 0, log });
  };
}

/** Boots a stack for as long as `use` takes. */
export async function withStack<T>(
  booting: Promise<RunningCloud>,
  use: (running: RunningCloud) => Promise<T>,
): Promise<T> {
  const running = await booting;
  try {
    return await use(running);
  } finally {
    await running.close();
  }
}

/** Status and parsed body of a GraphQL request; with the API's key unless other headers are given. */
export async function askApi(
  { cloud }: RunningCloud,
  query: string,
  headers: { readonly [name: string]: string } = { 'x-api-key': apiKeyOf(cloud) ?? '' },
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await fetch(`${cloud.place.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  const body: unknown = await response.json();
  return { status: response.status, body: isObject(body) ? body : {} };
}

/** The output of a call that the account's owner makes. */
export async function callAsOwner(
  { cloud }: RunningCloud,
  service: string,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  const principal = { arn: rootArn(cloud.place), permissions: 'administrator' } as const;
  return parseObject(await cloud.callAws({ service, operation, input, principal })) ?? {};
}
