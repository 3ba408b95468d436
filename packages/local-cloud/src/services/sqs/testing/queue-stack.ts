/** A stack of queues: a function works on jobs and sends what it has done to another queue; a state machine sends jobs. */

import { trust } from '../../../testing/trust.ts';
import type { StackFixture } from '../../../testing/write-assembly.ts';

function attribute(logicalId: string, name: string) {
  return { 'Fn::GetAtt': [logicalId, name] };
}

function role(service: string, ...statements: object[]) {
  const PolicyDocument = { Version: '2012-10-17', Statement: statements };
  const Policies = [{ PolicyName: 'inline', PolicyDocument }];
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust(service), Policies } };
}

function allow(queue: string, ...actions: string[]) {
  return { Effect: 'Allow', Action: actions, Resource: attribute(queue, 'Arn') };
}

/** For the body `bad` it gives the job back and fails. For `peek` it tries what its role doesn't allow. */
const WORK = `async function call(operation, input) {
  const credential = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/sqs/aws4_request';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonSQS.' + operation,
      authorization: 'AWS4-HMAC-SHA256 Credential=' + credential + ', SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ QueueUrl: process.env.DONE, ...input }),
  });
  return response.json();
}
export const handler = async ({ Records }) => {
  for (const { body, receiptHandle } of Records) {
    if (body === 'bad') {
      const job = { QueueUrl: process.env.JOBS, ReceiptHandle: receiptHandle };
      await call('ChangeMessageVisibility', { ...job, VisibilityTimeout: 0 });
      throw new Error('This job cannot be done.');
    }
    const text = body === 'peek' ? (await call('ReceiveMessage', {})).message : 'did ' + body;
    await call('SendMessage', { MessageBody: text });
  }
};`;

const SEND_A_JOB = {
  StartAt: 'Send',
  States: {
    Send: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { 'QueueUrl.$': '$.queue', MessageBody: { job: 'of a state machine' } },
      End: true,
    },
  },
};

export const queueStack: StackFixture = {
  stackName: 'queues',
  bundles: { '0123abcd': WORK },
  resources: {
    Jobs: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'jobs',
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: attribute('DeadJobs', 'Arn'), maxReceiveCount: 1 },
      },
    },
    DeadJobs: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
    Done: { Type: 'AWS::SQS::Queue', Properties: { SqsManagedSseEnabled: true } },
    Policy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Done' }], PolicyDocument: { Statement: [] } },
    },
    WorkerRole: role(
      'lambda.amazonaws.com',
      allow('Jobs', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'),
      allow('Done', 'sqs:SendMessage'),
    ),
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Timeout: 60,
        Role: attribute('WorkerRole', 'Arn'),
        Environment: { Variables: { DONE: { Ref: 'Done' }, JOBS: { Ref: 'Jobs' } } },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: attribute('Jobs', 'Arn'),
        FunctionName: { Ref: 'Worker' },
        BatchSize: 1,
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    },
    MachineRole: role('states.amazonaws.com', allow('Jobs', 'sqs:SendMessage')),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'send-a-job',
        DefinitionString: JSON.stringify(SEND_A_JOB),
        RoleArn: attribute('MachineRole', 'Arn'),
      },
    },
  },
  outputs: {
    Url: { Value: attribute('DeadJobs', 'QueueUrl') },
    Name: { Value: attribute('DeadJobs', 'QueueName') },
    Arn: { Value: attribute('DeadJobs', 'Arn') },
  },
};
