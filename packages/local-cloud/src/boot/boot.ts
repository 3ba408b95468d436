/** Brings up a cloud assembly: engine, gateway, plugins, then every resource of the template. */

import { readAssembly } from '../assembly/read-assembly.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import { findSecrets, loadOutputs, loadResources } from '../assembly/load-resources.ts';
import { assetHash } from '../assembly/asset-hash.ts';
import { checkSecrets, resolveSecrets } from '../assembly/resolve-secrets.ts';
import { openVersionNumbers } from '../assembly/version-numbers.ts';
import type { Account, Place } from '../aws/place.ts';
import type { Certificate } from '../gateway/door/certificate.ts';
import { createFindRefusal } from '../gateway/door/local-callers.ts';
import { startServer } from '../gateway/door/server.ts';
import type { Server } from '../gateway/door/server.ts';
import { NO_FAULTS } from '../gateway/faults/create-faults.ts';
import type { Faults } from '../gateway/faults/create-faults.ts';
import type { FaultPlan } from '../gateway/faults/fault-rule.ts';
import { injectIntoRequests } from '../gateway/faults/inject-into-requests.ts';
import { createFaultsHandler, FAULTS_PATH } from '../gateway/faults/serve-faults.ts';
import { createGateway } from '../gateway/gateway.ts';
import { createClosers } from '../kernel/closers.ts';
import type { Closers } from '../kernel/closers.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createThrowawayDirectory } from '../kernel/throwaway-directory.ts';
import type { Cloud, Routes } from '../plugin/cloud.ts';
import { recordMetric } from '../plugin/metrics.ts';
import { ENGINE } from '../services/dynamodb/handle.ts';
import { openStateStore } from '../services/dynamodb/state-store.ts';
import { ROLES } from '../services/iam/handle.ts';
import { createApiDoor } from './api-door.ts';
import { bootEngine } from './boot-engine.ts';
import { newSecret } from './checkout-secret.ts';
import { formatLogLine } from './log-line.ts';
import { collectPlugins } from './plugins.ts';
import { createReadSecret } from './read-secret.ts';
import * as services from './services.ts';

export type BootOptions = {
  /** The output of `cdk synth`. */
  readonly assemblyDirectory: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Names besides those of loopback by which the cloud is reached, in lower case. */
  readonly allowedHosts?: readonly string[];
  /** Gives the same API keys at each start; new ones if left out. */
  readonly secret?: string;
  /** For TLS on the same port, if given. */
  readonly certificate?: Certificate;
  /** Keeps the data there; if left out, it ends with the cloud. */
  readonly dataDirectory?: string;
  /** Keeps there what the next start need not make again, such as compiled resolvers. */
  readonly cacheDirectory?: string;
  /** Lets calls fail from the moment at which the cloud is up. */
  readonly faults?: FaultPlan;
  /** Takes what the stack's functions print. */
  readonly log: (line: string) => void;
};

export type RunningCloud = {
  readonly cloud: Cloud;
  readonly server: Server;
  /** Rejects when a part of the cloud ends by itself. */
  readonly failed: Promise<never>;
  readonly close: () => Promise<void>;
};

/** For a stack that fits any account and region. */
const ANYWHERE = { region: 'us-east-1', accountId: '000000000000' };

/** The account and region that the stack is made for. Throws `StartupError` for a partition other than `aws`. */
function accountOf({ environment, stackName }: Assembly): Account {
  const account = { ...ANYWHERE, ...environment };
  if (!/^(cn|us-gov|us-iso\w*|eu-isoe|eusc)-/.test(account.region)) return account;
  throw new StartupError(
    `The stack ${stackName} is made for ${account.region}. The local cloud supports regions of the partition aws only: ` +
      'synthesize it for one of them, or without env.',
  );
}

/** Throws `StartupError` for what a user can mend: a taken port, a missing engine, a template that can't run here. */
export async function boot(options: BootOptions): Promise<RunningCloud> {
  const closers = createClosers();
  try {
    return await bringUp(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function bringUp(options: BootOptions, closers: Closers): Promise<RunningCloud> {
  const assembly = readAssembly(options.assemblyDirectory);
  const account = accountOf(assembly);
  const log = (line: string) => options.log(formatLogLine(line, assembly.stackName));
  const server = await openServer(options, closers);
  const { secret = newSecret() } = options;
  const place: Place = { ...account, stackName: assembly.stackName, url: `http://localhost:${server.port}`, secret };
  const plugins = collectPlugins(Object.values(services));

  const dataDirectory = options.dataDirectory ?? createThrowawayDirectory(closers.add);
  const engine = await bootEngine(dataDirectory, closers, log);
  const store = await openStateStore(engine.call);
  const versionNumbers = await openVersionNumbers(store);
  const template = { assembly, place, findType: plugins.findType, versionNumbers };
  const resources = loadResources(template);
  await versionNumbers.save();
  const secrets = findSecrets(resources, plugins.findType);
  checkSecrets(resources, secrets, process.env);

  const { callAws, faults } = createGateway({
    find: (service, operation) => opened.findOperation(service, operation),
    throttleOf: plugins.throttleOf,
    log,
    onThrottled: (call) => plugins.throttleMetricsOf(call).forEach((datum) => recordMetric(cloud, datum)),
  });
  const cloud: Cloud = {
    place,
    callAws,
    store,
    routes: createRoutes(server, faults),
    dataDirectory,
    cacheDirectory: options.cacheDirectory,
    allowedHosts: options.allowedHosts ?? [],
    log,
    onClose: closers.add,
    assetPath: (location) => assembly.assetPath(assetHash(location)),
    outputs: () => loadOutputs(template),
  };
  ENGINE.provide(cloud, engine.call);
  const opened = await plugins.open(cloud);
  const findPrincipal = (accessKeyId: string) => ROLES.of(cloud).findAccessKey(accessKeyId)?.principal;
  server.routeSigned(createApiDoor(plugins, { callAws, findPrincipal, log }));

  const readSecret = createReadSecret(callAws, account);
  for (const resource of resources) {
    await opened.create(await resolveSecrets(resource, { secrets, environment: process.env, read: readSecret }));
  }
  server.route(
    FAULTS_PATH,
    createFaultsHandler(
      faults,
      plugins.services.map(({ name }) => name),
    ),
  );
  faults.set(options.faults ?? NO_FAULTS);
  await opened.ready();
  return { cloud, server, failed: engine.failed, close: closers.closeAll };
}

async function openServer({ port, certificate, allowedHosts }: BootOptions, closers: Closers): Promise<Server> {
  const server = await startServer(port, { certificate, findRefusal: createFindRefusal(allowedHosts) });
  closers.add(() => server.close());
  return server;
}

function createRoutes(server: Server, faults: Faults): Routes {
  return {
    serve: (path, handle) => server.route(path, handle),
    serveAsCall: (path, call, handle) => server.route(path, injectIntoRequests(faults, call, handle)),
    upgrade: (path, handle) => server.routeUpgrade(path, handle),
  };
}
