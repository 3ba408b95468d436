/** AWS's own SDK evaluates code here, as it does at AppSync. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppSyncClient, EvaluateCodeCommand, EvaluateMappingTemplateCommand } from '@aws-sdk/client-appsync';
import type { EvaluateCodeCommandInput } from '@aws-sdk/client-appsync';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from '../../../boot/boot.ts';
import type { RunningCloud } from '../../../boot/boot.ts';
import { notesStack } from '../../../testing/notes-stack.ts';
import { writeAssembly } from '../../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'evaluation-'));
const cacheDirectory = join(directory, 'cache');

let running: RunningCloud;
let client: AppSyncClient;
const lines: string[] = [];
beforeAll(async () => {
  writeAssembly(directory, notesStack);
  running = await boot({ assemblyDirectory: directory, cacheDirectory, port: 0, log: (line) => lines.push(line) });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new AppSyncClient({ endpoint: running.cloud.place.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await running.close();
  rmSync(directory, { recursive: true });
});

const INPUT: EvaluateCodeCommandInput = {
  runtime: { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' },
  code: 'export const request = (ctx) => { console.log(1); return { payload: ctx.args.id }; };',
  context: '{"arguments":{"id":"1"}}',
  function: 'request',
};

describe('the AppSync client of the AWS SDK', () => {
  it('evaluates code, and leaves the compiled code of the resolvers alone', async () => {
    const cached = readFileSync(join(cacheDirectory, 'appsync-js.json'), 'utf8');
    const { evaluationResult, error, logs, stash, outErrors } = await client.send(new EvaluateCodeCommand(INPUT));
    assert.deepEqual(
      { evaluationResult, error, logs, stash, outErrors },
      {
        evaluationResult: '{"payload":"1"}',
        error: undefined,
        logs: ['INFO - code.js:1:35: 1'],
        stash: '{}',
        outErrors: '[]',
      },
    );
    assert.equal(readFileSync(join(cacheDirectory, 'appsync-js.json'), 'utf8'), cached);
  });

  it('gets the places of what AppSync would not save', async () => {
    const { error } = await client.send(
      new EvaluateCodeCommand({ ...INPUT, code: 'export async function request() {}' }),
    );
    assert.deepEqual(error?.codeErrors, [
      {
        errorType: 'LINT_ERROR',
        value: 'Async functions are not supported.',
        location: { line: 1, column: 8, span: -1 },
      },
    ]);
  });

  it('gets AppSync exceptions', async () => {
    await assert.rejects(client.send(new EvaluateCodeCommand({ ...INPUT, context: '' })), {
      name: 'BadRequestException',
      message: /Value '' at 'context' failed to satisfy constraint/,
    });
  });

  it('is told that there are no mapping templates', async () => {
    const command = new EvaluateMappingTemplateCommand({ template: '$util.autoId()', context: '{}' });
    await assert.rejects(client.send(command), {
      name: 'UnknownOperationException',
      message: /doesn't support appsync:EvaluateMappingTemplate, .* use EvaluateCode\.$/,
    });
    assert.ok(lines.some((line) => line.includes('appsync:EvaluateMappingTemplate')));
  });

  it('is told of every other operation that it is not supported', async () => {
    const response = await fetch(`${running.cloud.place.url}/v1/apis`, {
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/appsync/aws4_request' },
    });
    assert.equal(response.headers.get('x-amzn-errortype'), 'UnknownOperationException');
    assert.deepEqual(await response.json(), { message: "The local cloud doesn't support appsync:GET /v1/apis." });
  });
});
