/** Puts the services of the local cloud behind its gateway. */

import { join } from 'node:path';
import type { Cloud } from '../../cloud.ts';
import type { Gateway } from '../gateway.ts';
import { loadOutputs } from '../../resources/load-resources.ts';
import { createCloudformation } from './cloudformation.ts';
import { createDynamodbStreams } from './dynamodb-streams.ts';
import { createDynamodb } from './dynamodb.ts';
import { createEvents } from './events.ts';
import { createLambda } from './lambda.ts';
import { createS3 } from './s3.ts';
import { createSecretsmanager } from './secretsmanager.ts';
import { createSes } from './ses.ts';
import { createSsm } from './ssm.ts';
import { createStates } from './states.ts';

type Settings = { readonly dataDirectory: string; readonly onWrite: (tables: readonly string[]) => void };

export const registerServices = (gateway: Gateway, cloud: Cloud, { dataDirectory, onWrite }: Settings): void => {
  const namesOf = (type: string) => new Set(cloud.all(type).map(({ name }) => name));
  gateway.serve('dynamodb', createDynamodb(cloud.callEngine, cloud.place, onWrite));
  gateway.serve('dynamodbstreams', createDynamodbStreams(cloud.callEngine, cloud.place));
  gateway.serve('lambda', createLambda(cloud));
  gateway.serve('states', createStates(cloud.stateMachines));
  gateway.serve('s3', createS3(join(dataDirectory, 's3'), namesOf('AWS::S3::Bucket')));
  gateway.serve('cloudformation', createCloudformation(cloud.place, () => loadOutputs(cloud.assembly, cloud.place)));
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
};
