/** The one list of the services that the local cloud has. */

import { appsync } from '../services/appsync/index.ts';
import { cdk } from '../services/cdk/index.ts';
import { cloudformation } from '../services/cloudformation/index.ts';
import { cloudwatch } from '../services/cloudwatch/index.ts';
import { cognito } from '../services/cognito/index.ts';
import { dynamodb } from '../services/dynamodb/index.ts';
import { eventBridge } from '../services/event-bridge/index.ts';
import { eventSourceMapping } from '../services/event-source-mapping/index.ts';
import { iam } from '../services/iam/index.ts';
import { lambda } from '../services/lambda/index.ts';
import { logs } from '../services/logs/index.ts';
import { s3 } from '../services/s3/index.ts';
import { secretsManager } from '../services/secrets-manager/index.ts';
import { ses } from '../services/ses/index.ts';
import { sns } from '../services/sns/index.ts';
import { ssm } from '../services/ssm/index.ts';
import { stepFunctions } from '../services/step-functions/index.ts';
import type { Plugin } from '../plugin/plugin.ts';

export const SERVICES: readonly Plugin[] = [
  appsync,
  cdk,
  cloudformation,
  cloudwatch,
  cognito,
  dynamodb,
  eventBridge,
  eventSourceMapping,
  iam,
  lambda,
  logs,
  s3,
  secretsManager,
  ses,
  sns,
  ssm,
  stepFunctions,
];
