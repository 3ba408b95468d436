/** A stack with a user pool's API, whose one field tells where its function runs. */

import { trust } from './trust.ts';
import type { StackFixture } from './write-assembly.ts';

function attribute(logicalId: string, name: string) {
  return { 'Fn::GetAtt': [logicalId, name] };
}

const WHERE = `export const handler = async (event, context) => ({
  region: process.env.AWS_REGION,
  arn: context.invokedFunctionArn,
  written: process.env.WRITTEN,
});`;

/** `userPoolConfig` is the API's. */
export function poolStack(userPoolConfig: object, environment?: string): StackFixture {
  return {
    stackName: 'pools',
    ...(environment === undefined ? {} : { environment }),
    bundles: { '0123abcd': WHERE },
    resources: {
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') } },
      Where: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: attribute('Role', 'Arn'),
          Environment: {
            Variables: {
              WRITTEN: { 'Fn::Sub': '${AWS::Region} ${AWS::AccountId} ${AWS::Partition} ${AWS::URLSuffix}' },
            },
          },
        },
      },
      SourceRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('appsync.amazonaws.com'),
          Policies: [
            {
              PolicyName: 'inline',
              PolicyDocument: {
                Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: attribute('Where', 'Arn') }],
              },
            },
          ],
        },
      },
      Api: {
        Type: 'AWS::AppSync::GraphQLApi',
        Properties: {
          Name: 'pools',
          AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
          UserPoolConfig: userPoolConfig,
          AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
        },
      },
      Schema: {
        Type: 'AWS::AppSync::GraphQLSchema',
        Properties: {
          ApiId: attribute('Api', 'ApiId'),
          Definition: 'type Query { where: AWSJSON @aws_cognito_user_pools @aws_iam }',
        },
      },
      Source: {
        Type: 'AWS::AppSync::DataSource',
        Properties: {
          ApiId: attribute('Api', 'ApiId'),
          Name: 'where',
          Type: 'AWS_LAMBDA',
          ServiceRoleArn: attribute('SourceRole', 'Arn'),
          LambdaConfig: { LambdaFunctionArn: attribute('Where', 'Arn') },
        },
      },
      Resolver: {
        Type: 'AWS::AppSync::Resolver',
        Properties: {
          ApiId: attribute('Api', 'ApiId'),
          TypeName: 'Query',
          FieldName: 'where',
          Kind: 'UNIT',
          DataSourceName: attribute('Source', 'Name'),
        },
      },
    },
  };
}
