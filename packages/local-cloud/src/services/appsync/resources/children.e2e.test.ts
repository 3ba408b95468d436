import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { boot } from '../../../boot/boot.ts';
import { notesStack } from '../../../testing/notes-stack.ts';
import { trust } from '../../../testing/trust.ts';
import { writeAssembly } from '../../../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const { resources } = notesStack;

async function refuses(changes: object, message: RegExp): Promise<void> {
  const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
  writeAssembly(assemblyDirectory, { ...notesStack, resources: { ...resources, ...changes } });
  const booted = boot({ assemblyDirectory, port: 0, log: () => {} }).then(({ close }) => close());
  await assert.rejects(booted, { name: 'StartupError', message });
}

const CACHE = { Type: 'AWS::AppSync::ApiCache', Properties: { ApiCachingBehavior: 'PER_RESOLVER_CACHING', Ttl: 60 } };

function resolverWith(properties: object) {
  return { Type: 'AWS::AppSync::Resolver', Properties: properties };
}

function tableWith(settings: object) {
  return {
    Source: {
      Type: 'AWS::AppSync::DataSource',
      Properties: {
        ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] },
        Name: 'notes',
        Type: 'AMAZON_DYNAMODB',
        ServiceRoleArn: { 'Fn::GetAtt': ['SourceRole', 'Arn'] },
        DynamoDBConfig: { TableName: { Ref: 'Notes' }, AwsRegion: 'us-east-1', ...settings },
      },
    },
  };
}

describe('an AppSync API that the local cloud would not serve as AWS does', () => {
  it('is refused with a cache', async () => {
    await refuses({ Cache: CACHE }, /the resource type AWS::AppSync::ApiCache \(Cache\)/);
    await refuses(
      { Cached: resolverWith({ CachingConfig: { Ttl: 60 } }) },
      /the property CachingConfig of AWS::AppSync::Resolver/,
    );
  });

  it('is refused with conflict detection', async () => {
    await refuses({ Synced: resolverWith({ SyncConfig: {} }) }, /the property SyncConfig of AWS::AppSync::Resolver/);
    await refuses(
      tableWith({ Versioned: true }),
      /doesn't support Versioned in the DynamoDBConfig of the data source notes/,
    );
    await refuses(tableWith({ DeltaSyncConfig: {} }), /doesn't support DeltaSyncConfig in the DynamoDBConfig/);
  });

  it('is refused with tables that its callers reach by their own credentials, or in another region', async () => {
    await refuses(
      tableWith({ UseCallerCredentials: true }),
      /doesn't support UseCallerCredentials in the DynamoDBConfig/,
    );
    await refuses(tableWith({ AwsRegion: 'eu-west-1' }), /notes has its table in eu-west-1/);
  });

  it('is refused with a table, a function or a bus that the stack does not create', async () => {
    const source = (Type: string, config: object) => ({
      Other: {
        Type: 'AWS::AppSync::DataSource',
        Properties: { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] }, Name: 'other', Type, ...config },
      },
    });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:elsewhere';
    await refuses(
      tableWith({ TableName: 'elsewhere' }),
      /notes names the table elsewhere, which this stack does not create/,
    );
    await refuses(
      source('AWS_LAMBDA', { LambdaConfig: { LambdaFunctionArn: arn } }),
      new RegExp(`other names the function ${arn}, `),
    );
    const bus = { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/elsewhere' };
    await refuses(
      source('AMAZON_EVENTBRIDGE', { EventBridgeConfig: bus }),
      /other names the event bus arn:.*elsewhere, which/,
    );
  });

  it('is refused with a kind of data source that does not run here', async () => {
    for (const Type of ['AMAZON_OPENSEARCH_SERVICE', 'RELATIONAL_DATABASE', 'AMAZON_BEDROCK_RUNTIME', 'constructor']) {
      const Properties = { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] }, Name: 'other', Type };
      const message = new RegExp(
        `The data source other is of the type ${Type}, which the local cloud does not support`,
      );
      await refuses({ Other: { Type: 'AWS::AppSync::DataSource', Properties } }, message);
    }
  });

  it("is refused with a client pattern that isn't a regular expression", async () => {
    const Properties = {
      Name: 'notes',
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: { UserPoolId: 'us-east-1_x', AppIdClientRegex: '(' },
    };
    await refuses(
      { Api: { Type: 'AWS::AppSync::GraphQLApi', Properties } },
      /^The API's AppIdClientRegex isn't a regular expression: \($/,
    );
  });
});

describe('a role that its service could not assume on AWS', () => {
  const roleWith = (service: string, Condition: object) => {
    const [Statement] = trust(service).Statement;
    return {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Statement: { ...Statement, Condition } } },
    };
  };

  it('is refused with who would have to assume it, and for what', async () => {
    const other = { StringEquals: { 'aws:SourceAccount': '111111111111' } };
    const otherApi = { ArnEquals: { 'aws:SourceArn': 'arn:aws:appsync:us-east-1:000000000000:apis/other' } };
    await refuses(
      { CopierRole: roleWith('lambda.amazonaws.com', other) },
      /role\/notes-CopierRole doesn't let lambda\.amazonaws\.com assume the role, so no deployment would succeed\. Let /,
    );
    await refuses(
      { SourceRole: roleWith('appsync.amazonaws.com', otherApi) },
      /role\/notes-SourceRole doesn't let appsync\.amazonaws\.com assume the role for arn:aws:appsync:[^ ]+:apis\/\w+, so/,
    );
    const Machine = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        DefinitionString: '{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}',
        RoleArn: { 'Fn::GetAtt': ['CopierRole', 'Arn'] },
      },
    };
    await refuses(
      { Machine },
      /role\/notes-CopierRole doesn't let states\.amazonaws\.com assume the role for arn:aws:states:/,
    );
  });
});

describe('a role whose policy the local cloud could not evaluate', () => {
  it('is refused by its condition operator', async () => {
    const Statement = [
      { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    ];
    const Role = {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }] },
    };
    await refuses({ Role }, /^The local cloud doesn't support the condition operator IpAddress in IAM policies\.$/);
  });
});
