/** Calls of AWS that the code of an HTTP data source names and that do not run here: refused before anybody asks. */

import type { ApiDefinition } from '../definition.ts';
import type { ServiceName } from '../../../aws/call.ts';
import { JSON_SERVICES } from '../../../gateway/http/json-protocol.ts';
import { STATES_OPERATIONS } from '../../step-functions/states.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

/** What is carried of services whose operations are few; the engine knows DynamoDB's. */
const OPERATIONS: { readonly [service in ServiceName]?: readonly string[] } = {
  states: STATES_OPERATIONS,
  events: ['PutEvents', 'StartReplay', 'DescribeArchive'],
  secretsmanager: ['GetSecretValue'],
  ssm: ['GetParameter', 'GetParameters', 'GetParametersByPath'],
  sqs: [],
};

/** `AWSStepFunctions.StartExecution` as a string: the value of the header X-Amz-Target. */
const TARGET = /(["'`])([A-Za-z]+(?:_\d+)?)\.([A-Z][A-Za-z]+)\1/g;

/** Throws `StartupError` naming the code, the data source and the operation. */
export function checkHttpTargets({ dataSources, functions, resolvers }: ApiDefinition): void {
  const signed = new Set(dataSources.filter(({ signing }) => signing !== undefined).map(({ name }) => name));
  const named = [
    ...functions.map(({ name, ...rest }) => ({ ...rest, name: `function ${name}` })),
    ...resolvers.map(({ typeName, fieldName, ...rest }) => ({ ...rest, name: `resolver ${typeName}.${fieldName}` })),
  ];
  for (const { name, dataSourceName = '', code = '' } of named) {
    const target = signed.has(dataSourceName) ? unsupportedTarget(code) : undefined;
    if (target === undefined) continue;
    throw new StartupError(
      `The ${name} calls ${target} by the data source ${dataSourceName}; the local cloud does not carry it.`,
    );
  }
}

function unsupportedTarget(code: string): string | undefined {
  for (const [, , prefix = '', operation = ''] of code.matchAll(TARGET)) {
    const service = JSON_SERVICES[prefix];
    if (service !== undefined && OPERATIONS[service]?.includes(operation) === false) return `${service}:${operation}`;
  }
  return undefined;
}
