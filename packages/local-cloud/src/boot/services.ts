/** The one list of the services that the local cloud has: each is a plugin of its own, and a line here. */

export { appsync } from '../services/appsync/index.ts';
export { cdk } from '../services/cdk/index.ts';
export { cloudformation } from '../services/cloudformation/index.ts';
export { cloudwatch } from '../services/cloudwatch/index.ts';
export { cognito } from '../services/cognito/index.ts';
export { dynamodb } from '../services/dynamodb/index.ts';
export { eventBridge } from '../services/event-bridge/index.ts';
export { eventSourceMapping } from '../services/event-source-mapping/index.ts';
export { iam } from '../services/iam/index.ts';
export { lambda } from '../services/lambda/index.ts';
export { logs } from '../services/logs/index.ts';
export { s3 } from '../services/s3/index.ts';
export { secretsManager } from '../services/secrets-manager/index.ts';
export { ses } from '../services/ses/index.ts';
export { sns } from '../services/sns/index.ts';
export { sqs } from '../services/sqs/index.ts';
export { ssm } from '../services/ssm/index.ts';
export { stepFunctions } from '../services/step-functions/index.ts';
export { waf } from '../services/waf/index.ts';
