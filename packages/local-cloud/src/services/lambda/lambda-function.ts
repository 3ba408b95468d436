/** AWS::Lambda::Function */

import { createFunction } from './create-function.ts';
import { numberAt, objectAt, stringAt, stringsOf } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { assetHash } from '../../assembly/asset-hash.ts';
import { arnOf } from '../../assembly/resource-type.ts';
import type { ResourceType } from '../../assembly/resource-type.ts';

/** Lambda's own default values (API reference of CreateFunction). */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;

export const lambdaFunction: ResourceType = {
  nameProperty: 'FunctionName',
  properties: [
    'FunctionName',
    'Code',
    'Handler',
    'Runtime',
    'Role',
    'Timeout',
    'MemorySize',
    'Environment',
    'ReservedConcurrentExecutions',
  ],
  withoutEffect: ['Architectures', 'Description', 'LoggingConfig', 'RecursiveLoop', 'Tags', 'TracingConfig'],
  attributes: { Arn: arnOf('lambda', 'function:') },

  create: ({ logicalId, name, properties }, cloud) => {
    const runtime = stringAt(properties, 'Runtime') ?? '';
    if (!runtime.startsWith('nodejs')) {
      throw new StartupError(
        `The local cloud does not carry the runtime ${runtime} of AWS::Lambda::Function (${logicalId}).`,
      );
    }
    const { accountId, region, url } = cloud.place;
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
    const key = stringAt(objectAt(properties, 'Code'), 'S3Key');
    if (key === undefined) throw new StartupError(`AWS::Lambda::Function (${logicalId}) has no asset as its code.`);
    const { accessKeyId, secretAccessKey, sessionToken } = cloud.role(stringAt(properties, 'Role') ?? '');
    const fn = createFunction(
      {
        name,
        arn,
        region,
        accountId,
        codeDirectory: cloud.assembly.assetPath(assetHash(key)),
        handler: stringAt(properties, 'Handler') ?? 'index.handler',
        timeoutSeconds: numberAt(properties, 'Timeout') ?? DEFAULT_TIMEOUT_SECONDS,
        memoryMb: numberAt(properties, 'MemorySize') ?? DEFAULT_MEMORY_MB,
        environment: stringsOf(objectAt(objectAt(properties, 'Environment'), 'Variables')),
        reservedConcurrency: numberAt(properties, 'ReservedConcurrentExecutions'),
        credentials: { accessKeyId, secretAccessKey, sessionToken },
      },
      { awsEndpointUrl: url, log: cloud.log },
    );
    cloud.functions.set(arn, fn);
    cloud.onClose(() => fn.close());
  },
};
