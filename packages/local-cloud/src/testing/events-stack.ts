/** A stack of buses, rules, an archive, secrets and a sender of mail; its function writes down every event that it gets. */

import { trust } from './trust.ts';
import type { StackFixture } from './write-assembly.ts';

function attribute(logicalId: string, name: string) {
  return { 'Fn::GetAtt': [logicalId, name] };
}

const WRITE_DOWN = `export const handler = async (event) => {
  const credential = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/dynamodb/aws4_request';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + credential + ', SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: process.env.SEEN, Item: { id: { S: crypto.randomUUID() }, event: { S: JSON.stringify(event) } } }),
  });
  if (!response.ok) throw new Error(await response.text());
};`;

function rule(pattern: object, target: object = {}) {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: pattern,
      Targets: [{ Id: 'T', Arn: attribute('Writer', 'Arn'), ...target }],
    },
  };
}

export const eventsStack: StackFixture = {
  stackName: 'events',
  bundles: { '0123abcd': WRITE_DOWN },
  resources: {
    Seen: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
        Policies: [
          {
            PolicyName: 'inline',
            PolicyDocument: {
              Statement: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: attribute('Seen', 'Arn') }],
            },
          },
        ],
      },
    },
    Writer: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: attribute('Role', 'Arn'),
        Environment: { Variables: { SEEN: { Ref: 'Seen' } } },
      },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
    Whole: rule({ 'detail-type': ['whole'] }),
    Part: rule({ 'detail-type': ['part'], detail: { size: [{ numeric: ['>', 1] }] } }, { InputPath: '$.detail' }),
    Archive: {
      Type: 'AWS::Events::Archive',
      Properties: { ArchiveName: 'all', SourceArn: attribute('Bus', 'Arn'), EventPattern: { source: ['test'] } },
    },
    Given: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'given', SecretString: 'open sesame' } },
    Generated: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"user":"me"}',
          GenerateStringKey: 'password',
          PasswordLength: 40,
        },
      },
    },
    Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'example.com' } },
  },
};
