/** The properties that CloudFormation takes for names which are unique in an account or region. */
import { at } from './template.ts';

const UNIQUE_NAMES: { readonly [type: string]: string } = {
  'AWS::AppSync::GraphQLApi': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

export const TYPES_WITH_UNIQUE_NAMES = Object.keys(UNIQUE_NAMES);

/** Undefined if CloudFormation generates the name, or if it is unique for what it is made of. */
export function uniqueNameOf(type: string, properties: unknown): string | undefined {
  const property = UNIQUE_NAMES[type];
  const name = property && at(properties, property);
  return typeof name === 'string' ? name : undefined;
}
