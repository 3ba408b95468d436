import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { objectAt } from '../kernel/json.ts';
import type { RunningCloud } from './boot.ts';
import { EVENT_BUSES } from '../services/event-bridge/handle.ts';
import { FUNCTIONS } from '../services/lambda/handle.ts';
import { callAsOwner, useStacks, withStack } from '../testing/boot-stack.ts';
import { trust } from '../testing/trust.ts';
import type { StackFixture } from '../testing/write-assembly.ts';

const bootStack = useStacks();

const SHOW = `export const handler = async () => process.env;`;
function join(...parts: unknown[]) {
  return { 'Fn::Join': ['', parts] };
}

/** A function that returns its environment, and what it may refer to. */
function stackWith(Variables: object, more: object = {}, parameters: object = {}): StackFixture {
  return {
    stackName: 'values',
    bundles: { '0123abcd': SHOW },
    parameters,
    resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') } },
      Url: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/app/url', Type: 'String', Value: join('https://', { Ref: 'AWS::Region' }) },
      },
      Unnamed: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'unnamed' } },
      Zones: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/app/zones', Type: 'StringList', Value: 'a, b' } },
      Derived: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/app/derived', Type: 'String', Value: '{{resolve:ssm:/app/url}}/v1' },
      },
      Database: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { Name: 'app/db', SecretString: '{"user":"me","port":5432,"nested":{}}' },
      },
      Generated: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { PasswordLength: 40 } } },
      Show: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { Variables },
        },
      },
      ...more,
    },
  };
}

async function environmentOf(running: RunningCloud): Promise<Record<string, unknown>> {
  const [fn] = FUNCTIONS.of(running.cloud).list();
  const output = await callAsOwner(running, 'lambda', 'Invoke', { FunctionName: fn?.name ?? '' });
  return objectAt(output, 'Payload');
}

function seen(stack: StackFixture): Promise<Record<string, unknown>> {
  return withStack(bootStack(stack), environmentOf);
}

function refuses(stack: StackFixture, message: RegExp): Promise<void> {
  return assert.rejects(
    bootStack(stack).then(({ close }) => close()),
    { name: 'StartupError', message },
  );
}

function set(name: string, value: string): void {
  beforeAll(() => {
    process.env[name] = value;
  });
  afterAll(() => {
    Reflect.deleteProperty(process.env, name);
  });
}

describe('parameters of Systems Manager', () => {
  set('PARAMETER_SHARED_VPC', 'vpc-1');
  set('PARAMETER_STAGE', 'blue');

  it('have the value of the stack’s own parameter, wherever they are referred to', async () => {
    const values = await seen(
      stackWith(
        {
          BY_REFERENCE: 'at {{resolve:ssm:/app/url}} and {{resolve:ssm:/app/url:1}}',
          JOINED: join('{{resolve:ssm:', { Ref: 'Url' }, '}}'),
          UNNAMED: { 'Fn::Sub': '{{resolve:ssm:${Unnamed}}}' },
          DERIVED: '{{resolve:ssm:/app/derived}}',
          ATTRIBUTE: { 'Fn::GetAtt': ['Derived', 'Value'] },
          TYPE: { 'Fn::GetAtt': ['Zones', 'Type'] },
          PARAMETER: { Ref: 'UrlParameter' },
          LIST: { 'Fn::Select': [1, { Ref: 'ZonesParameter' }] },
          NAME: { Ref: 'NameParameter' },
        },
        {},
        {
          UrlParameter: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/url' },
          ZonesParameter: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/app/zones' },
          NameParameter: { Type: 'AWS::SSM::Parameter::Name', Default: '/app/url' },
          // As the CDK writes it into every template; nothing refers to it.
          BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
        },
      ),
    );
    const url = 'https://us-east-1';
    assert.equal(values['BY_REFERENCE'], `at ${url} and ${url}`);
    assert.deepEqual(
      [values['JOINED'], values['UNNAMED'], values['DERIVED'], values['ATTRIBUTE']],
      [url, 'unnamed', `${url}/v1`, `${url}/v1`],
    );
    assert.deepEqual(
      [values['TYPE'], values['PARAMETER'], values['LIST'], values['NAME']],
      ['StringList', url, 'b', '/app/url'],
    );
  });

  it('have the value that the environment gives them', async () => {
    const values = await seen(
      stackWith(
        { REFERENCE: '{{resolve:ssm:/shared/vpc}}', PARAMETER: { Ref: 'Vpc' }, STAGE: { Ref: 'Stage' } },
        {},
        {
          Vpc: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>', Default: '/shared/vpc' },
          Stage: { Type: 'String', Default: 'green' },
        },
      ),
    );
    assert.deepEqual([values['REFERENCE'], values['PARAMETER'], values['STAGE']], ['vpc-1', 'vpc-1', 'blue']);
  });

  it('are resolved in names, too', async () => {
    const Bus = { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus-{{resolve:ssm:/shared/vpc}}' } };
    await withStack(bootStack(stackWith({}, { Bus })), ({ cloud }) => {
      assert.ok(EVENT_BUSES.of(cloud).has('bus-vpc-1'));
      return Promise.resolve();
    });
  });

  const refused: readonly [what: string, value: unknown, message: RegExp][] = [
    [
      'a reference to another stack’s',
      [{ 'x-y': '{{resolve:ssm:/other/name:3}}' }],
      /^AWS::Lambda::Function \(Show\) Environment\.Variables\.X\[0\]\.x-y takes the parameter \/other\/name from .* Set PARAMETER_OTHER_NAME=… /,
    ],
    [
      'a secure one',
      '{{resolve:ssm-secure:/app/url:1}}',
      /^AWS::Lambda::Function \(Show\) Environment\.Variables\.X has \{\{resolve:ssm-secure:\/app\/url:1\}\}\. CloudFormation/,
    ],
    [
      'an unknown service',
      '{{resolve:vault:x}}',
      /Environment\.Variables\.X has \{\{resolve:vault:x\}\}, which CloudFormation cannot resolve/,
    ],
    ['no name', '{{resolve:ssm:}}', /\{\{resolve:ssm:\}\}, which CloudFormation cannot resolve/],
    ['no service', '{{resolve:}}', /\{\{resolve:\}\}, which CloudFormation cannot resolve/],
    [
      'another stack’s parameter',
      { Ref: 'Other' },
      /^The template's parameter Other takes the parameter \/other\/name from .* Set PARAMETER_OTHER_NAME=/,
    ],
    [
      'a parameter without a value',
      { Ref: 'Empty' },
      /^The template's parameter Empty has no default, .* set PARAMETER_EMPTY=/,
    ],
  ];
  for (const [what, X, message] of refused) {
    it(`are refused at the start, by property: ${what}`, async () => {
      const parameters = {
        Other: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/other/name' },
        Empty: { Type: 'String' },
      };
      await refuses(stackWith({ X }, {}, parameters), message);
    });
  }

  it('are refused where their value depends on itself', async () => {
    const Self = {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/self', Type: 'String', Value: '{{resolve:ssm:/self}}' },
    };
    await refuses(
      stackWith({}, { Self }),
      /AWS::SSM::Parameter \(Self\) Value takes the parameter \/self, whose value depends on itself/,
    );
  });
});

describe('secrets that a template refers to', () => {
  set('SECRET_OTHER_KEY', 'from outside');
  const arn = { Ref: 'Database' };

  it('have the value of the stack’s own secret, or of the environment', async () => {
    const values = await seen(
      stackWith({
        USER: join('{{resolve:secretsmanager:', arn, ':SecretString:user::}}'),
        PORT: '{{resolve:secretsmanager:app/db:SecretString:port:AWSCURRENT:}}',
        WHOLE: '{{resolve:secretsmanager:app/db}}',
        GENERATED: join('{{resolve:secretsmanager:', { Ref: 'Generated' }, ':SecretString:::}}'),
        AGAIN: join('{{resolve:secretsmanager:', { Ref: 'Generated' }, ':SecretString:::}}'),
        OUTSIDE: '{{resolve:secretsmanager:other/key:SecretString}}',
        OUTSIDE_ARN:
          '{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:000000000000:secret:other/key-AbCdEf:SecretString:::}}',
      }),
    );
    assert.deepEqual([values['USER'], values['PORT']], ['me', '5432']);
    assert.equal(values['WHOLE'], '{"user":"me","port":5432,"nested":{}}');
    assert.equal(String(values['GENERATED']).length, 40);
    assert.equal(values['AGAIN'], values['GENERATED']);
    assert.deepEqual([values['OUTSIDE'], values['OUTSIDE_ARN']], ['from outside', 'from outside']);
  });

  const refused: readonly [what: string, value: string, message: RegExp][] = [
    [
      'another stack’s',
      '{{resolve:secretsmanager:elsewhere/db:SecretString:user::}}',
      /^AWS::Lambda::Function \(Show\) Environment\.Variables\.X has \{\{resolve:secretsmanager:elsewhere\/db:.* Set SECRET_ELSEWHERE_DB=/,
    ],
    [
      'an earlier version',
      '{{resolve:secretsmanager:app/db:SecretString:user:AWSPREVIOUS:}}',
      /supports the SecretString of a secret's current version only/,
    ],
    ['binary', '{{resolve:secretsmanager:app/db:SecretBinary}}', /supports the SecretString of/],
    [
      'no key of it',
      '{{resolve:secretsmanager:app/db:SecretString:password::}}',
      /Variables\.X has .*no JSON object with a value for password/,
    ],
    [
      'an object in it',
      '{{resolve:secretsmanager:app/db:SecretString:nested::}}',
      /no JSON object with a value for nested/,
    ],
  ];
  for (const [what, X, message] of refused) {
    it(`are refused at the start, by property: ${what}`, async () => {
      await refuses(stackWith({ X }), message);
    });
  }

  it('are refused in names', async () => {
    const Bus = { Type: 'AWS::Events::EventBus', Properties: { Name: '{{resolve:secretsmanager:app/db}}' } };
    await refuses(stackWith({}, { Bus }), /^AWS::Events::EventBus \(Bus\) Name is .*: a name cannot be a secret/);
  });
});
