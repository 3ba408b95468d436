import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { build } from 'esbuild';
import { afterAll, describe, it } from 'vitest';
import { memberAt } from '../../kernel/testing/member-at.ts';
import { createBundles } from './testing/bundles.ts';

const bundles = createBundles();
afterAll(() => bundles.close());

const SOURCE = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient();
  export const handler = async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName: 'Orders', Key: { orderId: { S: '1' } } }));
    return Item;
  };`;

describe('an SDK client in a bundle', () => {
  it('reaches the local cloud with the credentials of the role, without a word about it in the code', async () => {
    let headers: IncomingHttpHeaders = {};
    const server = createServer((request, response) => {
      headers = request.headers;
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Item":{"orderId":{"S":"1"}}}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const port = String(memberAt(server.address(), 'port'));
    const { outputFiles } = await build({
      stdin: { contents: SOURCE, resolveDir: import.meta.dirname },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      // As on AWS: an ES module has no `require` of its own, and the SDK's CommonJS needs one.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const getting = bundles.create(outputFiles[0]?.text ?? '', {}, `http://127.0.0.1:${port}`);
    assert.deepEqual((await getting.invoke({})).payload, { orderId: { S: '1' } });
    assert.equal(headers['x-amz-target'], 'DynamoDB_20120810.GetItem');
    assert.equal(headers['x-amz-security-token'], 'token');
    assert.match(headers.authorization ?? '', /Credential=AKIAROLE\/\d{8}\/eu-west-1\/dynamodb\/aws4_request/);
    await bundles.close();
    server.close();
  });
});
