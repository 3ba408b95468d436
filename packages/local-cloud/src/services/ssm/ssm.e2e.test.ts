import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { RunningCloud } from '../../boot/boot.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { objectAt, parseObject } from '../../kernel/json.ts';
import { memberAt } from '../../kernel/testing/member-at.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import { useStacks } from '../../testing/boot-stack.ts';

const bootStack = useStacks();

function parameter(Name: string, Value: string, Type = 'String') {
  return {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name, Type, Value },
  };
}

describe('Systems Manager', () => {
  let running: RunningCloud;
  beforeAll(async () => {
    const secret = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'secret', SecretString: 'hidden' } };
    running = await bootStack({
      stackName: 'parameters',
      resources: {
        Url: parameter('/app/url', 'https://{{resolve:secretsmanager:secret}}'),
        Deep: parameter('/app/deep/list', 'a,b', 'StringList'),
        Plain: parameter('plain', 'p'),
        Secret: secret,
      },
    });
  });
  afterAll(() => running.close());

  const ADMINISTRATOR: Principal = { arn: 'arn:aws:iam::000000000000:root', permissions: 'administrator' };
  const call = async (operation: string, input: JsonObject, principal = ADMINISTRATOR): Promise<JsonObject> =>
    parseObject(await running.cloud.callAws({ service: 'ssm', operation, input, principal })) ?? {};
  const arn = (name: string) => `arn:aws:ssm:us-east-1:000000000000:parameter/${name}`;

  it('reads a parameter by name, by version and by ARN', async () => {
    for (const Name of ['/app/url', '/app/url:1', arn('app/url')]) {
      const { LastModifiedDate, ...rest } = objectAt(await call('GetParameter', { Name }), 'Parameter');
      assert.deepEqual(rest, {
        Name: '/app/url',
        Type: 'String',
        Value: 'https://hidden',
        Version: 1,
        ARN: arn('app/url'),
        DataType: 'text',
      });
      assert.ok(typeof LastModifiedDate === 'number');
      assert.ok(LastModifiedDate > 1_700_000_000 && LastModifiedDate < 10_000_000_000);
    }
    await assert.rejects(call('GetParameter', { Name: '/none' }), { name: 'ParameterNotFound' });
  });

  it('reads several, and says which there are not', async () => {
    const { Parameters, InvalidParameters } = await call('GetParameters', { Names: ['plain', '/none'] });
    assert.match(JSON.stringify(Parameters), /^\[\{"Name":"plain","Type":"String","Value":"p"/);
    assert.deepEqual(InvalidParameters, ['/none']);
  });

  it('reads those below a path', async () => {
    const names = async (input: JsonObject) => {
      const { Parameters } = await call('GetParametersByPath', input);
      return Array.isArray(Parameters) ? Parameters.map((found) => memberAt(found, 'Name')) : Parameters;
    };
    assert.deepEqual(await names({ Path: '/app' }), ['/app/url']);
    assert.deepEqual(await names({ Path: '/app/', Recursive: true }), ['/app/url', '/app/deep/list']);
    assert.deepEqual(await names({ Path: '/ap', Recursive: true }), []);
  });

  it('wants the permission for each parameter', async () => {
    const role: Principal = {
      arn: 'arn:aws:sts::000000000000:assumed-role/r/local',
      permissions: [{ Effect: 'Allow', Action: 'ssm:GetParameter*', Resource: arn('app/*') }],
    };
    await call('GetParameter', { Name: '/app/url' }, role);
    await assert.rejects(call('GetParameters', { Names: ['/app/url', 'plain'] }, role), {
      name: 'AccessDeniedException',
    });
  });

  it('answers SDKs over HTTP, and refuses by name what does not run here', async () => {
    const post = (operation: string, body: object) =>
      fetch(running.cloud.place.url, {
        method: 'POST',
        headers: {
          'x-amz-target': `AmazonSSM.${operation}`,
          authorization:
            'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify(body),
      });
    assert.match(await (await post('GetParameter', { Name: 'plain' })).text(), /"Value":"p"/);
    const refused = await post('PutParameter', { Name: 'plain', Value: 'q' });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /The local cloud doesn't support ssm:PutParameter/);
    assert.equal(refused.headers.get('x-local-cloud-unsupported'), "The local cloud doesn't support ssm:PutParameter.");
  });
});
