/** Looks things up in a list of plugins, and opens them for one cloud. */

import type { FindOperation } from '../gateway/operation.ts';
import type { ThrottleOf } from '../gateway/faults/throttle.ts';
import type { Resource } from '../assembly/resource.ts';
import type { FindResourceType } from '../assembly/resource-type.ts';
import type { AwsCall } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { MetricDatum } from '../aws/metric.ts';
import { StartupError } from '../kernel/startup-error.ts';
import type { Cloud } from '../plugin/cloud.ts';
import { EVENT_SOURCES } from '../plugin/event-source.ts';
import type { OpenPlugin, Plugin } from '../plugin/plugin.ts';
import { SERVED_SERVICES } from '../plugin/service.ts';
import type { ServedService } from '../plugin/service.ts';

export type Plugins = {
  readonly services: readonly ServedService[];
  readonly findType: FindResourceType;
  readonly throttleOf: ThrottleOf;
  /** What CloudWatch is told of a call that its service throttles. */
  readonly throttleMetricsOf: (call: AwsCall) => readonly MetricDatum[];
  readonly open: (cloud: Cloud) => Promise<OpenPlugins>;
};

type OpenPlugins = {
  readonly findOperation: FindOperation;
  /** Throws `StartupError` for a resource that its service rejects. */
  readonly create: (resource: Resource) => Promise<void>;
  /** Called when all resources are there. */
  readonly ready: () => Promise<void>;
};

export function collectPlugins(plugins: readonly Plugin[]): Plugins {
  const services = mergeServices(plugins.flatMap((plugin) => plugin.services));
  const ownerOf = (type: string) => {
    const key = [type, familyOf(type)].find((candidate) => plugins.some((plugin) => hasType(plugin, candidate)));
    const plugin = key === undefined ? undefined : plugins.find((candidate) => hasType(candidate, key));
    return key === undefined || !plugin ? undefined : { key, plugin };
  };
  return {
    services,
    findType: (type) => {
      const owner = ownerOf(type);
      return owner?.plugin.resourceTypes[owner.key];
    },
    throttleOf: (name) => services.find((service) => service.name === name)?.throttle ?? COMMON_THROTTLE,
    throttleMetricsOf: (call) =>
      services.find((service) => service.name === call.service)?.throttleMetrics?.(call) ?? [],
    open: async (cloud) => {
      SERVED_SERVICES.provide(cloud, services);
      const opened = new Map<Plugin, OpenPlugin>();
      for (const plugin of plugins) opened.set(plugin, await plugin.open(cloud));
      const all = [...opened.values()];
      EVENT_SOURCES.provide(cloud, new Map(all.flatMap(({ eventSources }) => Object.entries(eventSources))));
      return {
        findOperation: (service, operation) => firstOf(all, (plugin) => plugin.findOperation(service, operation)),
        create: async (resource) => {
          const owner = ownerOf(resource.type);
          const plugin = owner && opened.get(owner.plugin);
          if (owner && plugin) await create(owner.key, resource, plugin);
        },
        ready: async () => {
          for (const plugin of all) await plugin.ready();
        },
      };
    },
  };
}

/** Common Errors, in the API references of most services. */
const COMMON_THROTTLE = { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 };

function hasType(plugin: Plugin, type: string): boolean {
  return Object.hasOwn(plugin.resourceTypes, type);
}

/** `Custom::*` for `Custom::Anything`. */
function familyOf(type: string): string {
  return type.replace(/::.*$/s, '::*');
}

/** What a service rejects about a resource is for the user to mend. */
async function create(type: string, resource: Resource, plugin: OpenPlugin): Promise<void> {
  try {
    await plugin.create(type, resource);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new StartupError(`${resource.type} (${resource.logicalId}) cannot be created: ${error.message}`);
  }
}

/** Operations that plugins serve together belong to one service. */
function mergeServices(services: readonly ServedService[]): readonly ServedService[] {
  const merged = new Map<string, ServedService>();
  for (const service of services) {
    const known = merged.get(service.name);
    const operationNames = !known
      ? service.operationNames
      : known.operationNames && service.operationNames
        ? [...known.operationNames, ...service.operationNames]
        : undefined;
    merged.set(service.name, { ...known, ...service, operationNames });
  }
  return [...merged.values()];
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
