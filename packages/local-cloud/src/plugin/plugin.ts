/** A service of the local cloud: what it says about itself as data, and how it is opened for one cloud. */

import type { FindOperation, Operation as GatewayOperation } from '../gateway/operation.ts';
import type { ResourceTypeData } from '../assembly/resource-type.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Cloud } from './cloud.ts';
import type { EventSource, OpenEventSource } from './event-source.ts';
import type { ResourceType } from './resource-type.ts';
import type { Operation, ServedService, Service } from './service.ts';

export type PluginDefinition<State> = {
  readonly name: string;
  /** By CloudFormation type; `Custom::*` stands for every type that begins with `Custom::`. */
  readonly resourceTypes?: { readonly [type: string]: ResourceType<State> };
  /** By the name that IAM actions have before the colon. Plugins can serve operations of one service together. */
  readonly services?: { readonly [name: string]: Service<State> };
  /** What Lambda's event source mappings can read, by the service in its ARNs. */
  readonly eventSources?: { readonly [service: string]: EventSource<State> };
  /** Makes the state for one cloud and provides the plugin's handles. No resource is there yet. */
  readonly open: (cloud: Cloud) => State | Promise<State>;
  /** Called when all resources of the template are there. */
  readonly ready?: (state: State, cloud: Cloud) => void | Promise<void>;
};

/** A plugin of any state. */
export type Plugin = {
  readonly name: string;
  readonly resourceTypes: { readonly [type: string]: ResourceTypeData };
  readonly services: readonly ServedService[];
  open(cloud: Cloud): Promise<OpenPlugin>;
};

/** A plugin with its state inside. */
export type OpenPlugin = {
  readonly eventSources: { readonly [service: string]: OpenEventSource };
  /** `type` is a key of `resourceTypes`. */
  create(type: string, resource: Resource): Promise<void>;
  readonly findOperation: FindOperation;
  readonly ready: () => Promise<void>;
};

/**
 * @example
 * export const ssm = definePlugin<Parameters>({
 *   name: 'ssm',
 *   resourceTypes: { 'AWS::SSM::Parameter': PARAMETER },
 *   services: { ssm: { jsonTarget: 'AmazonSSM', operations: { GetParameter: … }, … } },
 *   open: createParameters,
 * });
 */
export function definePlugin<State>(definition: PluginDefinition<State>): Plugin {
  const { name, resourceTypes = {}, services = {} } = definition;
  return {
    name,
    resourceTypes,
    services: Object.entries(services).map(([service, data]) => describeService(service, data)),
    open: async (cloud) => openPlugin(definition, await definition.open(cloud), cloud),
  };
}

/** For services of which only resources are known, and these make no difference on one machine. */
export function definePluginWithoutEffect(
  name: string,
  resourceTypes: { readonly [type: string]: ResourceTypeData },
): Plugin {
  return definePlugin({ name, resourceTypes, open: () => undefined });
}

function describeService<State>(name: string, service: Service<State>): ServedService {
  const { operations, otherOperations, ...data } = service;
  return { ...data, name, operationNames: otherOperations ? undefined : Object.keys(operations) };
}

function openPlugin<State>(
  { resourceTypes = {}, services = {}, eventSources = {}, ready }: PluginDefinition<State>,
  state: State,
  cloud: Cloud,
): OpenPlugin {
  const bound = new Map<string, GatewayOperation>();
  return {
    eventSources: Object.fromEntries(
      Object.entries(eventSources).map(([service, { properties, start }]) => [
        service,
        { properties, start: (mapping) => start(mapping, state, cloud) },
      ]),
    ),
    create: async (type, resource) => resourceTypes[type]?.create?.(resource, state, cloud),
    findOperation: (name, operationName) => {
      const service = services[name];
      const operation = service?.operations[operationName] ?? service?.otherOperations?.(operationName);
      if (!operation) return undefined;
      const key = `${name}:${operationName}`;
      const known = bound.get(key) ?? bind(operation, state, cloud);
      bound.set(key, known);
      return known;
    },
    ready: async () => ready?.(state, cloud),
  };
}

function bind<State>({ permissions, serve }: Operation<State>, state: State, cloud: Cloud): GatewayOperation {
  return {
    permissions: ({ input }) => permissions(input, state, cloud.place),
    serve: async (call) => {
      const output = await serve(call.input, state, cloud, call);
      return typeof output === 'string' ? output : JSON.stringify(output);
    },
  };
}
