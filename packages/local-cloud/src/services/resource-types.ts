/** Every CloudFormation resource type that the local cloud carries, in the order in which a stack is brought up. */

import {
  appsyncApiKey,
  appsyncDataSource,
  appsyncFunctionConfiguration,
  appsyncGraphqlSchema,
  appsyncResolver,
} from './appsync/resources/appsync-children.ts';
import { appsyncGraphqlApi } from './appsync/resources/appsync-graphql-api.ts';
import { cognitoUserPool, cognitoUserPoolClient, cognitoUserPoolGroup } from './cognito/cognito-user-pool.ts';
import { customResource } from './cloudformation/custom-resource.ts';
import { dynamodbTable } from './dynamodb/dynamodb-table.ts';
import { eventsArchive } from './event-bridge/events-archive.ts';
import { eventsEventBus } from './event-bridge/events-event-bus.ts';
import { eventsRule } from './event-bridge/events-rule.ts';
import { iamPolicy, iamRole } from './iam/iam-role.ts';
import { lambdaEventSourceMapping } from './event-source-mapping/lambda-event-source-mapping.ts';
import { lambdaFunction } from './lambda/lambda-function.ts';
import type { ResourceType } from '../assembly/resource-type.ts';
import { s3Bucket, s3BucketPolicy } from './s3/s3-bucket.ts';
import { secretsmanagerSecret } from './secrets-manager/secretsmanager-secret.ts';
import { sesEmailIdentity } from './ses/ses-email-identity.ts';
import { ssmParameter } from './ssm/ssm-parameter.ts';
import { statesStateMachine } from './step-functions/states-state-machine.ts';
import * as withoutEffect from './without-effect.ts';

export const RESOURCE_TYPES: { readonly [type: string]: ResourceType } = {
  'AWS::CDK::Metadata': withoutEffect.cdkMetadata,
  'AWS::CloudWatch::Alarm': withoutEffect.cloudwatchAlarm,
  'AWS::CloudWatch::Dashboard': withoutEffect.cloudwatchDashboard,
  'AWS::Logs::LogGroup': withoutEffect.logsLogGroup,
  'AWS::Logs::ResourcePolicy': withoutEffect.logsResourcePolicy,
  'AWS::SNS::Topic': withoutEffect.snsTopic,
  'AWS::SNS::TopicPolicy': withoutEffect.snsTopicPolicy,
  'AWS::Lambda::Permission': withoutEffect.lambdaPermission,
  'AWS::SSM::Parameter': ssmParameter,
  'AWS::SES::ConfigurationSet': withoutEffect.sesConfigurationSet,
  'AWS::SES::EmailIdentity': sesEmailIdentity,
  'AWS::IAM::Role': iamRole,
  'AWS::IAM::Policy': iamPolicy,
  'AWS::S3::Bucket': s3Bucket,
  'AWS::S3::BucketPolicy': s3BucketPolicy,
  'AWS::Events::EventBus': eventsEventBus,
  'AWS::SecretsManager::Secret': secretsmanagerSecret,
  'AWS::DynamoDB::Table': dynamodbTable,
  'AWS::Cognito::UserPool': cognitoUserPool,
  'AWS::Cognito::UserPoolClient': cognitoUserPoolClient,
  'AWS::Cognito::UserPoolGroup': cognitoUserPoolGroup,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::StepFunctions::StateMachine': statesStateMachine,
  'AWS::AppSync::GraphQLSchema': appsyncGraphqlSchema,
  'AWS::AppSync::ApiKey': appsyncApiKey,
  'AWS::AppSync::DataSource': appsyncDataSource,
  'AWS::AppSync::FunctionConfiguration': appsyncFunctionConfiguration,
  'AWS::AppSync::Resolver': appsyncResolver,
  'AWS::AppSync::GraphQLApi': appsyncGraphqlApi,
  'AWS::Events::Archive': eventsArchive,
  'AWS::Events::Rule': eventsRule,
  'AWS::Lambda::EventSourceMapping': lambdaEventSourceMapping,
  'AWS::CloudFormation::CustomResource': customResource,
};

/** `Custom::Anything` is a custom resource too. */
export function findResourceType(type: string): ResourceType | undefined {
  return RESOURCE_TYPES[type.startsWith('Custom::') ? 'AWS::CloudFormation::CustomResource' : type];
}
