/** The environment variables of a function: the template's, and those that Lambda defines. Nothing of the host's. */

import { devNull } from 'node:os';
import type { FunctionDefinition } from './definition.ts';

export function environmentVariables(
  definition: FunctionDefinition,
  awsEndpointUrl: string,
  logStreamName: string,
): { [name: string]: string } {
  return {
    LANG: 'en_US.UTF-8',
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_ACCESS_KEY_ID: definition.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: definition.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: definition.credentials.sessionToken,
    AWS_REGION: definition.region,
    AWS_DEFAULT_REGION: definition.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: definition.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${definition.memoryMb}`,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    AWS_ENDPOINT_URL: awsEndpointUrl,
    // The SDK would read the host user's settings from the home directory.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // There is no X-Ray daemon to send to.
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}
