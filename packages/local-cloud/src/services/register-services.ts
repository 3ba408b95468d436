/** Puts the services of the local cloud behind its gateway. */

import { join } from 'node:path';
import type { Cloud } from '../boot/cloud.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { loadOutputs } from '../assembly/load-resources.ts';
import { createCloudformation } from './cloudformation/cloudformation.ts';
import { createDynamodbStreams } from './dynamodb/dynamodb-streams.ts';
import { createDynamodb } from './dynamodb/dynamodb.ts';
import { createEvents } from './event-bridge/events.ts';
import { createLambda } from './lambda/lambda.ts';
import { createS3 } from './s3/s3.ts';
import { createSecretsmanager } from './secrets-manager/secretsmanager.ts';
import { createSes } from './ses/ses.ts';
import { createSsm } from './ssm/ssm.ts';
import { createStates } from './step-functions/states.ts';

type Settings = { readonly dataDirectory: string; readonly onWrite: (tables: readonly string[]) => void };

export function registerServices(gateway: Gateway, cloud: Cloud, { dataDirectory, onWrite }: Settings): void {
  const namesOf = (type: string) => new Set(cloud.all(type).map(({ name }) => name));
  gateway.serve('dynamodb', createDynamodb(cloud.callEngine, cloud.place, onWrite));
  gateway.serve('dynamodbstreams', createDynamodbStreams(cloud.callEngine, cloud.place));
  gateway.serve('lambda', createLambda(cloud));
  gateway.serve('states', createStates(cloud.stateMachines));
  gateway.serve('s3', createS3(join(dataDirectory, 's3'), namesOf('AWS::S3::Bucket')));
  gateway.serve(
    'cloudformation',
    createCloudformation(cloud.place, () => loadOutputs(cloud.assembly, cloud.place)),
  );
  gateway.serve('secretsmanager', createSecretsmanager(cloud.secrets));
  gateway.serve('ssm', createSsm(cloud.all('AWS::SSM::Parameter'), cloud.place));
  if (cloud.inbox) {
    gateway.serve('ses', createSes(cloud.inbox, namesOf('AWS::SES::EmailIdentity'), cloud.place.region));
  }
  gateway.serve(
    'events',
    createEvents({
      account: cloud.place,
      buses: namesOf('AWS::Events::EventBus'),
      listeners: cloud.busListeners,
      archives: cloud.archives,
    }),
  );
}
