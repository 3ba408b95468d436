// Who may import whom.
const { existsSync, readdirSync } = require('node:fs');

const TESTS = '\\.(test|generated)\\.tsx?$|/testing/';
const ROOMS = ['domain', 'resolvers', 'functions', 'infra', 'client', 'commands', 'test', 'packages'];
const CLOUD = 'packages/local-cloud/src';

/** What each room imports besides itself. Its tests may import the packages, too. */
const IMPORTS = {
  domain: [],
  resolvers: ['domain'],
  functions: ['domain'],
  infra: ['domain'],
  client: ['packages/appsync-realtime'],
  // `--stage NAME` reads the same settings as `npm run deploy -- NAME`, and `npm run stripe` plays the provider of the tests.
  commands: ['domain', 'client', 'packages', 'infra/stage-settings.ts', 'functions/shared/payment-gateway/testing'],
  test: ['domain', 'functions', 'client', 'commands', 'packages'],
  'packages/appsync-realtime': [],
  'packages/appsync-js': [],
  'packages/local-cloud': ['packages/appsync-realtime', 'packages/appsync-js'],
};

/**
 * The folders in a folder, from the lowest to the highest: each imports only from those before it. Folders in an inner
 * list don't import each other, and neither do the folders of a folder that isn't named here. `*` stands for an inner list
 * of all folders that have no name in the order.
 */
const ORDER = {
  packages: [['appsync-realtime', 'appsync-js'], 'local-cloud'],
  [CLOUD]: ['kernel', 'aws', 'gateway', 'assembly', 'plugin', 'services', 'playground', 'boot'],
  [`${CLOUD}/gateway`]: ['door', 'faults', 'http'],
  [`${CLOUD}/services`]: [
    ['iam', 'cognito', 'event-bridge', 'logs'],
    ['lambda', 'step-functions', 'ses'],
    'event-source-mapping',
    'dynamodb',
    'appsync',
    '*',
  ],
  [`${CLOUD}/services/appsync`]: [
    ['schema', 'code'],
    'data-sources',
    'operation',
    ['variables', 'document', 'auth', 'evaluation'],
    'resolvers',
    'execution',
    'subscriptions',
    ['http', 'realtime', 'fuzz'],
    'resources',
  ],
  [`${CLOUD}/services/appsync/data-sources`]: ['contract', 'lambda', 'dynamodb'],
  [`${CLOUD}/services/lambda`]: ['runtime', 'environment', '*', 'function-url'],
  [`${CLOUD}/services/step-functions`]: [
    ['errors', 'json-path'],
    'intrinsic-functions',
    'input-output',
    ['choice-rules', 'error-handling', 'history'],
    'definition',
    'tasks',
    'callbacks',
    'branches',
    'state-actions',
    'execution',
    ['versions', 'test-state'],
  ],
  'packages/appsync-js/src': [
    ['contract', 'language', 'syntax'],
    'library',
    'differences',
    ['fence', 'compile', 'realm', 'eslint'],
  ],
  'packages/appsync-js/src/library': [
    'kernel',
    'limits',
    ['call', 'regex', 'time', 'dynamodb'],
    ['javascript', 'transform'],
    'util',
  ],
  commands: ['stage', '*'],
  functions: ['shared', ['outbox', 'saga', 'sandbox-bank', 'seed-products', 'stripe-webhook', 'sweep-orders']],
  'functions/saga': ['shared', foldersIn('functions/saga').filter((name) => name !== 'shared')],
  'functions/shared': ['errors', 'clients', 'telemetry', ['notifier', 'orders', 'payment-gateway', 'undelivered']],
};

function nameOf(folder) {
  return folder.replaceAll('/', '-');
}

/** Two rules for each room of `IMPORTS`: one for what runs, one for its tests. */
function roomRules() {
  return Object.entries(IMPORTS).flatMap(([room, others]) => [
    roomRule(`${nameOf(room)}-imports-only-what-is-below`, { path: `^${room}/`, pathNot: TESTS }, [room, ...others]),
    roomRule(`tests-of-${nameOf(room)}-import-only-what-is-below`, { path: `^${room}(?=/).*(${TESTS})` }, [
      room,
      ...others,
      ...(room.startsWith('packages/') ? [] : ['packages']),
    ]),
  ]);
}

function roomRule(name, from, allowed) {
  const to = { path: `^(${ROOMS.join('|')})/`, pathNot: allowed.map((room) => `^${room}(/|$)`) };
  return { name, severity: 'error', from, to };
}

/** Nothing outside of a package reaches past its doors, tests of other rooms included. */
function doorRules() {
  return ['client', ...foldersIn('packages').map((name) => `packages/${name}`)].map((room) => ({
    name: `${nameOf(room)}-is-reached-by-its-doors`,
    severity: 'error',
    from: { pathNot: `^${room}/` },
    to: { path: `^${room}/`, pathNot: doorsOf(room) },
  }));
}

/** The files that `exports` names. */
function doorsOf(room) {
  const { exports } = require(`./${room}/package.json`);
  const files = Object.values(exports).flatMap((door) => (typeof door === 'string' ? [door] : Object.values(door)));
  return files.map((file) => `^${room}/${file.slice(2).replaceAll('.', '\\.')}$`);
}

/** One rule for each folder that has folders beside it. */
function orderRules() {
  return ROOMS.flatMap(withFoldersBelow).flatMap((parent) => {
    const found = foldersIn(parent);
    const named = (ORDER[parent] ?? ['*']).flat();
    const others = found.filter((folder) => !named.includes(folder));
    const order = (ORDER[parent] ?? ['*']).map((floor) => (floor === '*' ? others : [floor].flat()));
    const missing = found.filter((folder) => !order.flat().includes(folder));
    if (missing.length > 0) throw new Error(`ORDER doesn't say where ${missing.join(', ')} of ${parent}/ stands.`);
    return order.flatMap((floor, at) => floor.map((folder) => orderRule(parent, folder, order.slice(0, at).flat())));
  });
}

function orderRule(parent, folder, lower) {
  const from = `${parent}/${folder}`;
  return {
    name: `${nameOf(from)}-imports-no-folder-above-it`,
    severity: 'error',
    from: { path: `^${from}/`, pathNot: TESTS },
    to: {
      // Files that lie in `parent` itself belong to it, and not to one of its folders.
      path: `^${parent}/[^/]+/`,
      pathNot: [TESTS, ...[folder, ...lower].map((allowed) => `^${parent}/${allowed}/`)],
    },
  };
}

function withFoldersBelow(folder) {
  return [folder, ...foldersIn(folder).flatMap((name) => withFoldersBelow(`${folder}/${name}`))];
}

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'testing', '.cache'].includes(entry.name))
    .map((entry) => entry.name);
}

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: { pathNot: '\\.generated\\.ts$' }, to: { couldNotResolve: true } },
    {
      name: 'domain-has-no-io',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^domain/' },
    },
    {
      name: 'one-logger-that-leaves-secrets-out',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/shared/telemetry/logger\\.ts$' },
      to: { path: '@aws-lambda-powertools/logger' },
    },
    {
      name: 'packages-never-import-the-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(domain|resolvers|functions|infra|client|commands|test)/' },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-tests-import-testing',
      severity: 'error',
      from: { pathNot: [TESTS, '^(commands|test)/'] },
      to: { path: '/testing/' },
    },
    ...roomRules(),
    ...doorRules(),
    {
      name: 'services-know-each-other-by-handles',
      severity: 'error',
      from: { path: `^${CLOUD}/services/([^/]+)/`, pathNot: TESTS },
      to: {
        path: `^${CLOUD}/services/[^/]+/`,
        pathNot: [`^${CLOUD}/services/$1/`, `^${CLOUD}/services/[^/]+/(handle|index)\\.ts$`],
      },
    },
    ...orderRules(),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
