import assert from 'node:assert/strict';
import { AwsClient } from 'aws4fetch';
import { describe, it } from 'vitest';
import type { RunningCloud } from './boot.ts';
import { askApi, useStacks, withStack } from '../testing/boot-stack.ts';
import { parseJson } from '../kernel/json.ts';
import { stringMemberAt } from '../kernel/testing/member-at.ts';
import { generatedId } from '../plugin/generated-id.ts';
import { USER_POOLS } from '../services/cognito/handle.ts';
import { poolStack } from '../testing/pool-stack.ts';

const bootStack = useStacks();
const OWN_POOL = { UserPoolId: { Ref: 'Pool' }, DefaultAction: 'ALLOW' };

async function tokenOf({ cloud }: RunningCloud, query: string): Promise<string> {
  return (await fetch(`${cloud.place.url}/tokens?sub=alice${query}`)).text();
}

async function askAsMember(running: RunningCloud, query = '') {
  return askApi(running, '{ where }', { authorization: await tokenOf(running, query) });
}

const IRELAND = 'aws://123456789012/eu-west-1';

describe('a stack that is made for another region and account', () => {
  it('takes the tokens of its user pool, and runs there as a whole', async () => {
    const stack = poolStack({ ...OWN_POOL, AwsRegion: 'eu-west-1' }, IRELAND);
    await withStack(bootStack(stack), async (running) => {
      const { status, body } = await askAsMember(running);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(parseJson(stringMemberAt(body, 'data', 'where')), {
        region: 'eu-west-1',
        arn: 'arn:aws:lambda:eu-west-1:123456789012:function:pools-Where',
        written: 'eu-west-1 123456789012 aws amazonaws.com',
      });
    });
  });

  it('wants signatures for its region', async () => {
    const stack = poolStack({ ...OWN_POOL, AwsRegion: { Ref: 'AWS::Region' } }, IRELAND);
    await withStack(bootStack(stack), async ({ cloud }) => {
      const statusFor = async (region: string): Promise<number> => {
        const signer = new AwsClient({ accessKeyId: 'local', secretAccessKey: 'local', service: 'appsync', region });
        const body = JSON.stringify({ query: '{ where }' });
        return (await signer.fetch(`${cloud.place.url}/graphql`, { method: 'POST', body })).status;
      };
      assert.deepEqual([await statusFor('eu-west-1'), await statusFor('us-east-1')], [200, 403]);
    });
  });

  it('is refused for a partition that doesn’t run here', async () => {
    for (const region of ['cn-north-1', 'us-gov-west-1']) {
      await assert.rejects(bootStack(poolStack(OWN_POOL, `aws://123456789012/${region}`)), {
        name: 'StartupError',
        message: new RegExp(
          `The stack pools is made for ${region}\\. The local cloud supports regions of the partition aws only`,
        ),
      });
    }
  });
});

describe('a stack that fits any region', () => {
  it('runs in us-east-1', async () => {
    await withStack(bootStack(poolStack(OWN_POOL, 'aws://unknown-account/unknown-region')), async (running) => {
      assert.equal((await askAsMember(running)).status, 200);
      assert.equal(running.cloud.place.region, 'us-east-1');
    });
  });

  it('is refused where its API looks for its own user pool elsewhere', async () => {
    await assert.rejects(bootStack(poolStack({ ...OWN_POOL, AwsRegion: 'eu-west-1' })), {
      name: 'StartupError',
      message:
        /^The API pools looks for the user pool us-east-1_\w+ in eu-west-1, but this stack creates it in us-east-1\./,
    });
  });
});

describe('an API with a user pool of another stack', () => {
  it('takes the tokens that the local cloud issues for it', async () => {
    const stack = poolStack({
      UserPoolId: 'eu-central-1_Imported',
      AwsRegion: 'eu-central-1',
      AppIdClientRegex: '4client2',
    });
    await withStack(bootStack(stack), async (running) => {
      assert.equal((await askAsMember(running, '&pool=eu-central-1_Imported')).status, 200);
      const own = `us-east-1_${generatedId('pool', 'Pool').slice(0, 9)}`;
      assert.ok(USER_POOLS.of(running.cloud).has(own));
      assert.equal((await askAsMember(running, `&pool=${own}`)).status, 401);
      assert.match(
        await tokenOf(running, '&pool=none'),
        /^There is no user pool none\. There are: .*eu-central-1_Imported/,
      );
    });
  });
});
