/** Every function of every kind of stage has the logger and the metrics, whatever it is given. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, describe, it, vi } from 'vitest';
import { isObject } from '../domain/is-object.ts';
import { EVERY_KIND_OF_STAGE, templateFor } from './testing/stages.ts';
import { at, propertiesOf } from './testing/template.ts';

const FUNCTIONS_FOLDER = join(import.meta.dirname, '../functions');

const context = {
  awsRequestId: 'request-1',
  functionName: 'function-1',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function-1:live',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/function-1',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 1000,
};

/** By the name by which their logger calls them; the variables of any stage that has the function. */
const functions = new Map(
  EVERY_KIND_OF_STAGE.flatMap(([, stage]) => propertiesOf(templateFor(stage), 'AWS::Lambda::Function')).map((one) => {
    const variables = at(one, 'Environment', 'Variables');
    const name = at(variables, 'POWERTOOLS_SERVICE_NAME');
    return [typeof name === 'string' ? name : JSON.stringify(one), isObject(variables) ? Object.keys(variables) : []];
  }),
);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function fileOf(name: string): string {
  const file = globSync('**/handler.ts', { cwd: FUNCTIONS_FOLDER }).find((one) => basename(dirname(one)) === name);
  assert.ok(file, `functions/ has no folder ${name}`);
  return join(FUNCTIONS_FOLDER, file);
}

/** No service answers the function. */
function stubEnvironment(name: string, variables: readonly string[]): void {
  for (const variable of variables) vi.stubEnv(variable, 'https://example.invalid/x');
  const all = {
    NODE_OPTIONS: '',
    STRIPE_ADDRESS: '',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_MAX_ATTEMPTS: '1',
  };
  for (const [variable, value] of Object.entries(all)) vi.stubEnv(variable, value);
}

type Handler = (event: object, context: object) => Promise<unknown>;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

/** What the function of this name prints when it is invoked with an event that it can do nothing with. */
async function linesOf(name: string, variables: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  stubEnvironment(name, variables);
  const module: unknown = await import(/* @vite-ignore */ fileOf(name));
  const handler = isObject(module) ? module['handler'] : undefined;
  assert.ok(isHandler(handler));
  const lines: Record<string, unknown>[] = [];
  const write = (chunk: string | Uint8Array) => {
    const line: unknown = JSON.parse(String(chunk));
    if (isObject(line)) lines.push(line);
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(write);
  await Promise.allSettled([handler({}, { ...context, functionName: name })]);
  vi.restoreAllMocks();
  return lines;
}

/** The files that the bundles of these functions are made of. */
function partsOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { metafile } = buildSync({
    entryPoints: names.map(fileOf),
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const bundles = Object.values(metafile.outputs);
  return new Map(bundles.map(({ entryPoint = '', inputs }) => [basename(dirname(entryPoint)), Object.keys(inputs)]));
}

describe('every function of the template', { timeout: 30_000 }, () => {
  it('is found', () => assert.ok(functions.size > 10));

  for (const [name, variables] of functions) {
    it(`logs that the invocation failed, as this invocation of this function: ${name}`, async () => {
      const lines = await linesOf(name, variables);
      const logged = lines.filter((line) => 'level' in line);
      assert.ok(logged.length > 0);
      for (const { function_name: functionName, function_request_id: requestId } of logged) {
        assert.deepEqual([functionName, requestId], [name, context.awsRequestId]);
      }
    });
  }

  it('has the metrics', () => {
    const parts = partsOf([...functions.keys()]);
    const hasMetrics = (name: string) =>
      parts.get(name)?.some((part) => part.endsWith('telemetry/metrics.ts')) === true;
    assert.deepEqual(
      [...functions.keys()].filter((name) => !hasMetrics(name)),
      [],
    );
  });
});
