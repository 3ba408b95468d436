/** A cloud of a few plugins in the test's own process, without a server and without a template. */

import { collectPlugins } from '../boot/plugins.ts';
import type { Plugins } from '../boot/plugins.ts';
import type { Resource } from '../assembly/resource.ts';
import { rootArn } from '../aws/arn.ts';
import type { Principal } from '../aws/policy/policy.ts';
import { createGateway } from '../gateway/gateway.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { createClosers } from '../kernel/closers.ts';
import { parseObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { StateStore } from '../kernel/state-store.ts';
import type { Cloud } from '../plugin/cloud.ts';
import { recordMetric } from '../plugin/metrics.ts';
import type { Plugin } from '../plugin/plugin.ts';

export const TEST_PLACE = {
  region: 'us-east-1',
  accountId: '000000000000',
  stackName: 'test',
  url: 'http://localhost:4000',
  secret: 'secret',
};

/** The owner of the account of tests. */
const ADMINISTRATOR: Principal = { arn: rootArn(TEST_PLACE), permissions: 'administrator' };

export type TestCloud = {
  readonly cloud: Cloud;
  readonly gateway: Gateway;
  readonly plugins: Plugins;
  /** Makes a call as the administrator, and returns its output. */
  readonly call: (service: string, operation: string, input: JsonObject) => Promise<JsonObject>;
  /** Creates a resource whose logical id is its name. `ref` is the name if left out. */
  readonly create: (type: string, name: string, properties: JsonObject, ref?: string) => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `settings` replace parts of the cloud that most tests don't need. */
export async function openTestCloud(
  list: readonly Plugin[],
  settings: Partial<Cloud> = {},
  provide: (cloud: Cloud) => void = () => {},
): Promise<TestCloud> {
  const closers = createClosers();
  const plugins = collectPlugins(list);
  const gateway = createGateway({
    find: (service, operation) => opened.findOperation(service, operation),
    throttleOf: plugins.throttleOf,
    onThrottled: (call) => plugins.throttleMetricsOf(call).forEach((datum) => recordMetric(cloud, datum)),
  });
  const cloud: Cloud = {
    place: TEST_PLACE,
    callAws: gateway.callAws,
    store: createMemoryStore(),
    routes: { serve: () => {}, serveAsCall: () => {}, upgrade: () => {} },
    dataDirectory: '',
    cacheDirectory: undefined,
    allowedHosts: [],
    log: () => {},
    onClose: closers.add,
    assetPath: (location) => location,
    outputs: () => ({}),
    ...settings,
  };
  provide(cloud);
  const opened = await plugins.open(cloud);
  return {
    cloud,
    gateway,
    plugins,
    call: async (service, operation, input) => {
      const output = await gateway.callAws({ service, operation, input, principal: ADMINISTRATOR });
      return parseObject(output) ?? {};
    },
    create: (type, name, properties, ref = name) => {
      const resource: Resource = { logicalId: name, type, name, ref, properties, metadata: {}, position: 0 };
      return opened.create(resource);
    },
    ready: opened.ready,
    close: closers.closeAll,
  };
}

function createMemoryStore(): StateStore {
  const values = new Map<string, string>();
  const keyOf = (kind: string, id: string) => `${kind}\n${id}`;
  return {
    get: (kind, id) => Promise.resolve(values.get(keyOf(kind, id))),
    put: (kind, id, value) => {
      values.set(keyOf(kind, id), value);
      return Promise.resolve();
    },
    putNew: (kind, id, value) => {
      const isNew = !values.has(keyOf(kind, id));
      if (isNew) values.set(keyOf(kind, id), value);
      return Promise.resolve(isNew);
    },
    list: (kind) => {
      const ofKind = [...values].filter(([key]) => key.startsWith(keyOf(kind, '')));
      return Promise.resolve(ofKind.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value));
    },
  };
}
