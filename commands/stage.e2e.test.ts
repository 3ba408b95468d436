/** `smoke` and `demo` with `--stage`: a local cloud stands in for AWS, and is found as a deployed stack is. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startCloud } from './running-cloud.ts';
import type { RunningCloud } from './running-cloud.ts';
import { stackXml, startStandIn } from './stage/testing/stand-in.ts';
import { runCommandWith } from './testing/run-command.ts';

describe('a command against a deployed stage', () => {
  let aws: RunningCloud;
  let environment: Record<string, string>;
  beforeAll(async () => {
    aws = await startCloud();
    environment = {
      AWS_ENDPOINT_URL: aws.awsEndpointUrl,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'us-east-1',
    };
  });
  afterAll(() => aws.stop());

  it('checks the API that the stack names: smoke', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'smoke', '--stage', 'dev');
    assert.equal(stderr, `ordersaga-dev in us-east-1: ${aws.graphqlUrl}\n`);
    assert.equal(stdout.match(/^✔/gm)?.length, 5, stdout);
    assert.equal(code, 0);
  });

  it('hears of its orders over the real-time endpoint of that API: demo', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'demo', '--stage', 'dev');
    assert.equal(stderr, `ordersaga-dev in us-east-1: ${aws.graphqlUrl}\n`);
    assert.match(stdout, / COMPLETED\n/);
    assert.match(stdout, /one is sold/);
    assert.equal(code, 0);
  });

  it('ends with 1 and one line if there is no such stack', async () => {
    const { code, stdout, stderr } = await runCommandWith(environment, 'smoke', '--stage', 'prod');
    assert.match(stderr, /^There is no stack ordersaga-prod in us-east-1 [^\n]*"npm run deploy -- prod"[^\n]*\n$/);
    assert.deepEqual([code, stdout], [1, '']);
  });

  it('ends with 1 and one line for a production stage, which gives out no API key', async () => {
    const standIn = await startStandIn();
    standIn.set({
      xml: stackXml('CREATE_COMPLETE', { GraphQLUrl: 'https://api.example/graphql', UserPoolId: 'pool' }),
    });
    const { code, stdout, stderr } = await runCommandWith(standIn.environment, 'demo', '--stage', 'prod');
    await standIn.close();
    assert.match(
      stderr,
      /^The stack ordersaga-prod gives out no API key, [^\n]*name a stage with "production": false\.\n$/,
    );
    assert.deepEqual([code, stdout], [1, '']);
  });
});
