/** AWS::Lambda::Function */

import { arnOf } from '../../assembly/resource-type.ts';
import { arn } from '../../aws/arn.ts';
import type { MetricDatum } from '../../aws/metric.ts';
import { numberAt, objectAt, stringAt, stringsOf } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { recordMetric } from '../../plugin/metrics.ts';
import type { ResourceType } from '../../plugin/resource-type.ts';
import { ROLES } from '../iam/handle.ts';
import { LOGS } from '../logs/handle.ts';
import { createFunction } from './create-function.ts';
import type { FunctionRegister } from './functions.ts';

/** Lambda's own default values (API reference of CreateFunction). */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;

export const FUNCTION: ResourceType<FunctionRegister> = {
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
    'LoggingConfig',
  ],
  withoutEffect: ['Architectures', 'Description', 'RecursiveLoop', 'Tags', 'TracingConfig'],
  attributes: { Arn: arnOf('lambda', 'function:') },

  create: ({ logicalId, name, properties }, functions, cloud) => {
    const runtime = stringAt(properties, 'Runtime') ?? '';
    if (!runtime.startsWith('nodejs')) {
      throw new StartupError(
        `The local cloud doesn't support the runtime ${runtime} of AWS::Lambda::Function (${logicalId}).`,
      );
    }
    const { accountId, region, url } = cloud.place;
    const key = stringAt(objectAt(properties, 'Code'), 'S3Key');
    if (key === undefined) throw new StartupError(`AWS::Lambda::Function (${logicalId}) has no asset as its code.`);
    const roleArn = stringAt(properties, 'Role') ?? '';
    const { accessKeyId, secretAccessKey, sessionToken } = ROLES.of(cloud).assume(roleArn, { service: 'lambda' });
    const reservedConcurrency = numberAt(properties, 'ReservedConcurrentExecutions');
    const timeoutSeconds = numberAt(properties, 'Timeout') ?? DEFAULT_TIMEOUT_SECONDS;
    const own = { name, timeoutSeconds, arn: arn('lambda', cloud.place, `function:${name}`) };
    const logGroupName = stringAt(objectAt(properties, 'LoggingConfig'), 'LogGroup') ?? `/aws/lambda/${name}`;
    const logs = LOGS.of(cloud);
    const definition = {
      ...own,
      logGroupName,
      region,
      accountId,
      codeDirectory: cloud.assetPath(key),
      handler: stringAt(properties, 'Handler') ?? 'index.handler',
      memoryMb: numberAt(properties, 'MemorySize') ?? DEFAULT_MEMORY_MB,
      environment: stringsOf(objectAt(objectAt(properties, 'Environment'), 'Variables')),
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    };
    const dependencies = {
      awsEndpointUrl: url,
      log: cloud.log,
      writeLogEvent: (logStreamName: string, message: string) => logs.write(logGroupName, logStreamName, message),
      record: (datum: MetricDatum) => recordMetric(cloud, datum),
    };
    const concurrency = { running: 0 };
    const start = (version: string) => {
      const running = createFunction({ ...definition, version }, dependencies, concurrency);
      cloud.onClose(() => running.close());
      return running;
    };
    functions.add({ ...own, roleArn, properties, start });
  },
};
