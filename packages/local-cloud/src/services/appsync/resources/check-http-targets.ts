/** Rejects calls of AWS that the code of an HTTP data source names and that don't run here, before anyone makes them. */

import type { ApiDefinition } from '../definition.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { SERVED_SERVICES } from '../../../plugin/service.ts';
import type { ServedService } from '../../../plugin/service.ts';

/** `AWSStepFunctions.StartExecution` as a string: the value of the header X-Amz-Target. */
const TARGET = /(["'`])([A-Za-z]+(?:_\d+)?)\.([A-Z][A-Za-z]+)\1/g;

/** Throws `StartupError` naming the code, the data source and the operation. */
export function checkHttpTargets({ dataSources, functions, resolvers }: ApiDefinition, cloud: Cloud): void {
  const services = SERVED_SERVICES.of(cloud);
  const signed = new Set(dataSources.filter(({ signing }) => signing !== undefined).map(({ name }) => name));
  const named = [
    ...functions.map(({ name, ...rest }) => ({ ...rest, name: `function ${name}` })),
    ...resolvers.map(({ typeName, fieldName, ...rest }) => ({ ...rest, name: `resolver ${typeName}.${fieldName}` })),
  ];
  for (const { name, dataSourceName = '', code = '' } of named) {
    const target = signed.has(dataSourceName) ? unsupportedTarget(code, services) : undefined;
    if (target === undefined) continue;
    throw new StartupError(
      `The ${name} calls ${target} by the data source ${dataSourceName}; the local cloud doesn't support it.`,
    );
  }
}

function unsupportedTarget(code: string, services: readonly ServedService[]): string | undefined {
  for (const [, , prefix = '', operation = ''] of code.matchAll(TARGET)) {
    const service = services.find(({ jsonTarget }) => jsonTarget === prefix);
    if (service?.operationNames?.includes(operation) === false) return `${service.name}:${operation}`;
  }
  return undefined;
}
