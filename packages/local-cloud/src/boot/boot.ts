/** Brings up a cloud assembly: engine, gateway, then every resource of the template in the order of its type. */

import { createRealtimeServer } from '../services/appsync/realtime/server.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import type { Assembly } from '../assembly/read-assembly.ts';
import type { Cloud } from './cloud.ts';
import type { Place, Account } from '../aws/place.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Certificate } from '../gateway/door/certificate.ts';
import { newSecret } from './checkout-secret.ts';
import { createClosers } from '../kernel/closers.ts';
import { createTokenEndpoint } from '../services/cognito/token-endpoint.ts';
import { createCustomResources, CUSTOM_RESOURCES_PATH } from '../services/cloudformation/custom-resources.ts';
import { createFindRefusal } from '../gateway/door/local-callers.ts';
import { createCallEngine } from '../services/dynamodb/engine/call-engine.ts';
import { keepHouse } from '../services/dynamodb/engine/keep-house.ts';
import { locateEngine } from '../services/dynamodb/engine/locate-engine.ts';
import { lockDirectory } from '../services/dynamodb/engine/lock-directory.ts';
import { startEngine } from '../services/dynamodb/engine/start-engine.ts';
import { AwsError } from '../aws/error.ts';
import { NO_FAULTS } from '../gateway/faults/create-faults.ts';
import type { FaultPlan } from '../gateway/faults/fault-rule.ts';
import { injectIntoGraphql } from '../gateway/faults/inject-into-graphql.ts';
import { createFaultsHandler, FAULTS_PATH } from '../gateway/faults/serve-faults.ts';
import { createGateway } from '../gateway/gateway.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { createFront } from '../gateway/http/front.ts';
import { registerServices } from '../services/register-services.ts';
import { loadResources } from '../assembly/load-resources.ts';
import { formatLogLine } from './log-line.ts';
import { sendsMail, startInbox } from '../services/ses/start-inbox.ts';
import { findResourceType, RESOURCE_TYPES } from '../services/resource-types.ts';
import { checkSecrets, resolveSecrets } from '../assembly/resolve-secrets.ts';
import { createRoles } from '../services/iam/roles.ts';
import { startServer } from '../gateway/door/server.ts';
import type { Server } from '../gateway/door/server.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { openStateStore } from '../services/dynamodb/state-store.ts';
import { createWriteSignal } from '../services/dynamodb/write-signal.ts';
import { createThrowawayDirectory } from '../kernel/throwaway-directory.ts';

export type BootOptions = {
  /** The output of `cdk synth`. */
  readonly assemblyDirectory: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Names besides those of loopback by which the cloud is reached, in lower case. */
  readonly allowedHosts?: readonly string[];
  /** Gives the same API keys at each start; left out, they are new ones. */
  readonly secret?: string;
  /** For TLS on the same port; left out, there is none. */
  readonly certificate?: Certificate;
  /** Keeps the data there; left out, it lives in memory and ends with the cloud. */
  readonly dataDirectory?: string;
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
  close(): Promise<void>;
};

/** Where a stack runs that fits any account and region. */
const ANYWHERE = { region: 'us-east-1', accountId: '000000000000' };

/** The account and region that the stack is made for. Throws `StartupError` for another partition than `aws`. */
function accountOf({ environment, stackName }: Assembly): Account {
  const account = { ...ANYWHERE, ...environment };
  if (!/^(cn|us-gov|us-iso\w*|eu-isoe|eusc)-/.test(account.region)) return account;
  throw new StartupError(
    `The stack ${stackName} is made for ${account.region}. The local cloud supports regions of the partition aws only: ` +
      'synthesize it for one of them, or without env.',
  );
}

/** Throws `StartupError` for whatever a user can mend: a taken port, a missing engine, a template that cannot run here. */
export async function boot(options: BootOptions): Promise<RunningCloud> {
  const closers = createClosers();
  try {
    return await bringUp(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function bringUp(options: BootOptions, closers: ReturnType<typeof createClosers>): Promise<RunningCloud> {
  const assembly = readAssembly(options.assemblyDirectory);
  const account = accountOf(assembly);
  const log = (line: string) => options.log(formatLogLine(line, assembly.stackName));
  const server = await startServer(options.port, {
    certificate: options.certificate,
    findRefusal: createFindRefusal(options.allowedHosts),
  });
  closers.add(() => server.close());
  const { secret = newSecret() } = options;
  const place: Place = { ...account, stackName: assembly.stackName, url: `http://localhost:${server.port}`, secret };
  const template = loadResources(assembly, place);
  checkSecrets(template, process.env);

  const dataDirectory = options.dataDirectory ?? createThrowawayDirectory(closers.add);
  closers.add(lockDirectory(dataDirectory));
  const engine = await openEngine(dataDirectory, closers, log);
  const callEngine = createCallEngine(engine.endpoint);
  closers.add(() => callEngine.close());

  const state = await openStateStore(callEngine);
  const resources = await resolveSecrets(template, state, process.env);
  const writes = createWriteSignal();
  const customResources = createCustomResources(place.url);
  const all = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const emailIdentities = new Set(all('AWS::SES::EmailIdentity').map(({ name }) => name));
  const gateway = createGateway({ ...account, emailIdentities }, log);
  const roles = createRoles(all, place);
  const inbox = sendsMail(all) ? await startInbox(state, options.allowedHosts ?? []) : undefined;
  if (inbox) closers.add(() => inbox.close());
  const cloud: Cloud = {
    place,
    assembly,
    log,
    callEngine,
    all,
    customResources,
    ...roles,
    callAws: gateway.callAws,
    state,
    ...(inbox && { inbox }),
    waitForWrite: writes.wait,
    onClose: closers.add,
    functions: new Map(),
    stateMachines: new Map(),
    mappings: new Map(),
    userPools: new Map(),
    busListeners: [],
    archives: [],
    secrets: [],
    apis: [],
  };
  registerServices(gateway, cloud, { dataDirectory, onWrite: writes.signal });
  server.routeSigned(createFront(gateway.callAws, (accessKeyId) => roles.findAccessKey(accessKeyId)?.principal, log));
  server.route(CUSTOM_RESOURCES_PATH, customResources.handle);

  for (const resource of inOrder(resources)) await create(resource, cloud);
  openDoors(cloud, gateway, server);
  gateway.faults.set(options.faults ?? NO_FAULTS);
  for (const stateMachine of cloud.stateMachines.values()) await stateMachine.resume();
  return { cloud, server, failed: engine.failed, close: closers.closeAll };
}

/** What a service says against a resource is for the user to mend. */
async function create(resource: Resource, cloud: Cloud): Promise<void> {
  try {
    await findResourceType(resource.type)?.create?.(resource, cloud);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new StartupError(`${resource.type} (${resource.logicalId}) cannot be created: ${error.message}`);
  }
}

/** Resource types come up in the order of their table; within a type in the template's order. */
function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const types = Object.keys(RESOURCE_TYPES);
  const rank = ({ type }: Resource) =>
    types.indexOf(RESOURCE_TYPES[type] ? type : 'AWS::CloudFormation::CustomResource');
  return resources.toSorted((left, right) => rank(left) - rank(right));
}

/** Puts what clients talk to under its paths. */
function openDoors(cloud: Cloud, { faults }: Gateway, server: Server): void {
  server.route(FAULTS_PATH, createFaultsHandler(faults));
  const [api, another] = cloud.apis;
  if (another) throw new StartupError('The local cloud does not carry more than one AppSync API.');
  if (api) {
    const realtime = createRealtimeServer(api.api);
    cloud.onClose(() => realtime.close());
    server.route('/graphql', injectIntoGraphql(faults, api.api.handleRequest));
    server.routeUpgrade('/graphql', realtime.handleUpgrade);
    server.routeUpgrade('/graphql/realtime', realtime.handleUpgrade);
  }
  const pools = [...cloud.userPools.values()];
  if (pools.length > 0) server.route('/tokens', createTokenEndpoint(pools));
}

async function openEngine(directory: string, closers: ReturnType<typeof createClosers>, log: BootOptions['log']) {
  const location = locateEngine(process.env);
  if ('endpoint' in location) return { endpoint: location.endpoint, failed: new Promise<never>(() => {}) };
  const engine = await startEngine(location.binary, directory);
  closers.add(() => engine.stop());
  closers.add(keepHouse(engine, log));
  return engine;
}
