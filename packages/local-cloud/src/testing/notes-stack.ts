/** A stack that has nothing to do with orders: notes over AppSync, copied by a function that reads the table's stream. */

import { trust } from './trust.ts';
import type { StackFixture } from './write-assembly.ts';

function ref(logicalId: string) {
  return { Ref: logicalId };
}
function attribute(logicalId: string, name: string) {
  return { 'Fn::GetAtt': [logicalId, name] };
}

function role(service: string, ...statements: object[]) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust(service),
      Policies: [{ PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}

function table(stream: boolean) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(stream && { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    },
  };
}

function resolver(TypeName: string, FieldName: string, code: string) {
  return {
    Type: 'AWS::AppSync::Resolver',
    Properties: {
      ApiId: attribute('Api', 'ApiId'),
      TypeName,
      FieldName,
      Kind: 'UNIT',
      DataSourceName: attribute('Source', 'Name'),
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      Code: code,
    },
  };
}

const ADD_NOTE = `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  return {
    operation: 'PutItem',
    key: { id: util.dynamodb.toDynamoDB(ctx.args.id) },
    attributeValues: util.dynamodb.toMapValues({ text: ctx.args.text }),
  };
}
export function response(ctx) {
  return ctx.error ? util.error(ctx.error.message, ctx.error.type) : ctx.result;
}`;

const NOTE = `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  return { operation: 'GetItem', key: { id: util.dynamodb.toDynamoDB(ctx.args.id) } };
}
export function response(ctx) {
  return ctx.result;
}`;

const COPY_NOTES = `export const handler = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    const credential = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/dynamodb/aws4_request';
    const response = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        authorization: 'AWS4-HMAC-SHA256 Credential=' + credential + ', SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify({ TableName: process.env.COPIES, Item: dynamodb.NewImage }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
};`;

export const notesStack: StackFixture = {
  stackName: 'notes',
  bundles: { '0123abcd': COPY_NOTES },
  resources: {
    Notes: table(true),
    Copies: table(false),
    SourceRole: role('appsync.amazonaws.com', {
      Effect: 'Allow',
      Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
      Resource: attribute('Notes', 'Arn'),
    }),
    CopierRole: role(
      'lambda.amazonaws.com',
      { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: attribute('Copies', 'Arn') },
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        Resource: attribute('Notes', 'StreamArn'),
      },
    ),
    Copier: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: '0123abcd.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: attribute('CopierRole', 'Arn'),
        Environment: { Variables: { COPIES: ref('Copies') } },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: attribute('Notes', 'StreamArn'),
        FunctionName: ref('Copier'),
        StartingPosition: 'TRIM_HORIZON',
      },
    },
    Api: { Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'notes', AuthenticationType: 'API_KEY' } },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId: attribute('Api', 'ApiId') } },
    Schema: {
      Type: 'AWS::AppSync::GraphQLSchema',
      Properties: {
        ApiId: attribute('Api', 'ApiId'),
        Definition:
          'type Note { id: ID! text: String } type Query { note(id: ID!): Note } ' +
          'type Mutation { addNote(id: ID!, text: String): Note }',
      },
    },
    Source: {
      Type: 'AWS::AppSync::DataSource',
      Properties: {
        ApiId: attribute('Api', 'ApiId'),
        Name: 'notes',
        Type: 'AMAZON_DYNAMODB',
        ServiceRoleArn: attribute('SourceRole', 'Arn'),
        DynamoDBConfig: { TableName: ref('Notes'), AwsRegion: ref('AWS::Region') },
      },
    },
    AddNote: resolver('Mutation', 'addNote', ADD_NOTE),
    GetNote: resolver('Query', 'note', NOTE),
  },
};
