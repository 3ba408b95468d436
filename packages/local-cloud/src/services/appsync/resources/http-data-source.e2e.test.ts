import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { apiKeyOf } from '../../../boot/describe-cloud.ts';
import { boot } from '../../../boot/boot.ts';
import type { RunningCloud } from '../../../boot/boot.ts';
import { parseObject } from '../../../kernel/json.ts';
import { memberAt } from '../../../kernel/testing/member-at.ts';
import { notesStack } from '../../../testing/notes-stack.ts';
import { writeAssembly } from '../../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const API = { 'Fn::GetAtt': ['Api', 'ApiId'] };

/** Calls DynamoDB as any other service of AWS: by a signed request. */
const CALL = `export function request(ctx) {
  return {
    method: 'POST',
    resourcePath: '/',
    params: {
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.' + ctx.args.operation },
      body: JSON.stringify({ TableName: 'notes-Notes', Key: { id: { S: '1' } } }),
    },
  };
}
export function response(ctx) {
  return ctx.error ? ctx.error.message : ctx.result.statusCode + ' ' + ctx.result.body;
}`;

const DYNAMODB = 'https://dynamodb.us-east-1.amazonaws.com';

function stackWith(authorization: object, endpoint: string, code = CALL) {
  return {
    ...notesStack,
    resources: {
      ...notesStack.resources,
      Schema: {
        Type: 'AWS::AppSync::GraphQLSchema',
        Properties: {
          ApiId: API,
          Definition:
            'type Note { id: ID! text: String } type Mutation { addNote(id: ID!, text: String): Note } ' +
            'type Query { note(id: ID!): Note call(operation: String!): String }',
        },
      },
      MachineRights: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'machines',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'states:*', Resource: '*' }] },
          Roles: [{ Ref: 'SourceRole' }],
        },
      },
      Web: {
        Type: 'AWS::AppSync::DataSource',
        Properties: {
          ApiId: API,
          Name: 'web',
          Type: 'HTTP',
          ServiceRoleArn: { 'Fn::GetAtt': ['SourceRole', 'Arn'] },
          HttpConfig: {
            Endpoint: endpoint,
            AuthorizationConfig: authorization,
          },
        },
      },
      Call: {
        Type: 'AWS::AppSync::Resolver',
        Properties: {
          ApiId: API,
          TypeName: 'Query',
          FieldName: 'call',
          Kind: 'UNIT',
          DataSourceName: { 'Fn::GetAtt': ['Web', 'Name'] },
          Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
          Code: code,
        },
      },
    },
  };
}

function bootWith(authorization: object, endpoint = DYNAMODB, code = CALL, log: (line: string) => void = () => {}) {
  const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
  writeAssembly(assemblyDirectory, stackWith(authorization, endpoint, code));
  return boot({ assemblyDirectory, port: 0, log });
}

function refuses(authorization: object, message: RegExp, endpoint?: string, code?: string): Promise<void> {
  return assert.rejects(
    bootWith(authorization, endpoint, code).then(({ close }) => close()),
    { name: 'StartupError', message },
  );
}

function signFor(SigningServiceName?: string) {
  return {
    AuthorizationType: 'AWS_IAM',
    AwsIamConfig: { SigningServiceName },
  };
}
const STATES = 'https://states.us-east-1.amazonaws.com';

async function ask({ cloud }: RunningCloud, query: string): Promise<string> {
  const headers = { 'x-api-key': apiKeyOf(cloud) ?? '' };
  const answer = await fetch(`${cloud.place.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return JSON.stringify(await answer.json());
}

describe('an HTTP data source that signs', () => {
  it('reaches the service of AWS that runs here, as its role and with the rights of that', async () => {
    const AwsIamConfig = { SigningRegion: 'us-east-1', SigningServiceName: 'dynamodb' };
    const running = await bootWith({ AuthorizationType: 'AWS_IAM', AwsIamConfig }, `${DYNAMODB}/`);
    try {
      await ask(running, 'mutation { addNote(id: "1", text: "hello") { id } }');
      assert.match(await ask(running, '{ call(operation: "GetItem") }'), /"200 .*hello/);
      const refused = await ask(running, '{ call(operation: "DeleteItem") }');
      assert.match(refused, /"400 .*AccessDeniedException/);
      assert.match(refused, /dynamodb:DeleteItem/);
    } finally {
      await running.close();
    }
  });

  it('is refused with another kind of authorization', async () => {
    await refuses({ AuthorizationType: 'OAUTH' }, /data source web needs AuthorizationType AWS_IAM/);
  });

  it('is refused where its local keys mean nothing, and without a service to sign for', async () => {
    for (const [service, endpoint] of [
      ['execute-api', 'https://abc.execute-api.us-east-1.amazonaws.com'],
      ['bedrock', 'https://bedrock.us-east-1.amazonaws.com'],
      ['s3', 'https://bucket.s3.us-east-1.amazonaws.com'],
      ['es', 'https://search.example.com'],
      ['states', 'https://sync-states.us-east-1.amazonaws.com'],
      ['states', 'https://dynamodb.us-east-1.amazonaws.com'],
      ['constructor', 'https://constructor.us-east-1.amazonaws.com'],
    ] as const) {
      const message = `The data source web signs for ${service} at ${endpoint}, which the local cloud doesn't support`;
      await refuses(signFor(service), new RegExp(message), endpoint);
    }
    await refuses(signFor(), /web has no SigningServiceName/);
    await refuses(
      signFor('states'),
      /web calls states in eu-west-1; the local cloud is all in us-east-1/,
      STATES.replace('us-east-1', 'eu-west-1'),
    );
  });

  it('is refused where its code names an operation that does not run here', async () => {
    const code = (target: string) => CALL.replace("'DynamoDB_20120810.' + ctx.args.operation", `'${target}'`);
    await refuses(
      signFor('states'),
      /^The resolver Query\.call calls states:StartSyncExecution by the data source web; the local cloud doesn't support it\.$/,
      STATES,
      code('AWSStepFunctions.StartSyncExecution'),
    );
    const running = await bootWith(signFor('states'), STATES, code('AWSStepFunctions.StartExecution'));
    await running.close();
  });

  it('tells client and log of an operation that turns out not to run here, whatever its resolver makes of the answer', async () => {
    const lines: string[] = [];
    const code = CALL.replace('DynamoDB_20120810.', 'AWSStepFunctions.').replace(
      /return ctx\.error[^]*?;/,
      'return null;',
    );
    const running = await bootWith(signFor('states'), STATES, code, (line) => lines.push(line));
    try {
      const { data, errors } = parseObject(await ask(running, '{ call(operation: "StartSyncExecution") }')) ?? {};
      assert.deepEqual(data, { call: null });
      assert.equal(memberAt(errors, 0, 'errorType'), 'UnsupportedOperation');
      assert.equal(memberAt(errors, 0, 'message'), "The local cloud doesn't support states:StartSyncExecution.");
      const told = lines.filter((line) =>
        line.startsWith("The local cloud doesn't support states:StartSyncExecution. arn:"),
      );
      assert.equal(told.length, 1, lines.join('\n'));
    } finally {
      await running.close();
    }
  });
});
