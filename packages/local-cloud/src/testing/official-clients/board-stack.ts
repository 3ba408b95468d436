/** A notice board for tests of clients: callers with an API key, a user pool's token or IAM read, write and watch it. */

import type { StackFixture } from '../write-assembly.ts';

const API = { 'Fn::GetAtt': ['Api', 'ApiId'] };

const SCHEMA = `
  type Notice @aws_api_key @aws_cognito_user_pools @aws_iam { id: ID! text: String by: String }
  type Query { notice(id: ID!): Notice @aws_api_key @aws_cognito_user_pools @aws_iam }
  type Mutation { post(id: ID!, text: String): Notice @aws_api_key @aws_cognito_user_pools @aws_iam }
  type Subscription {
    posted(id: ID): Notice @aws_subscribe(mutations: ["post"]) @aws_api_key @aws_cognito_user_pools @aws_iam
  }
`;

/** Returns its arguments and how the caller has signed in. */
const ECHO = `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  return { payload: { id: ctx.args.id, text: ctx.args.text ?? 'none', by: util.authType() } };
}
export function response(ctx) {
  return ctx.result;
}`;

function echo(TypeName: string, FieldName: string) {
  return {
    Type: 'AWS::AppSync::Resolver',
    Properties: {
      ApiId: API,
      TypeName,
      FieldName,
      Kind: 'UNIT',
      DataSourceName: { 'Fn::GetAtt': ['Source', 'Name'] },
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      Code: ECHO,
    },
  };
}

export const boardStack: StackFixture = {
  stackName: 'board',
  resources: {
    UserPool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    Api: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: {
        Name: 'board',
        AuthenticationType: 'API_KEY',
        AdditionalAuthenticationProviders: [
          { AuthenticationType: 'AWS_IAM' },
          {
            AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
            UserPoolConfig: { UserPoolId: { Ref: 'UserPool' }, AwsRegion: { Ref: 'AWS::Region' } },
          },
        ],
      },
    },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId: API } },
    Schema: { Type: 'AWS::AppSync::GraphQLSchema', Properties: { ApiId: API, Definition: SCHEMA } },
    Source: { Type: 'AWS::AppSync::DataSource', Properties: { ApiId: API, Name: 'none', Type: 'NONE' } },
    Notice: echo('Query', 'notice'),
    Post: echo('Mutation', 'post'),
  },
};
