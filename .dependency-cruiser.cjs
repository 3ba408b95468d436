// Who may import whom. Tests and their helpers (testing/) may reach further down, never up into another room.
const TESTS = '\\.(test|generated)\\.tsx?$|/testing/';
const OURS = '^(domain|resolvers|functions|infra|client|commands|test|packages)/';

/** Modules of the room `from` import our own modules only from that room and from the rooms in `allowed`. */
const only = (from, ...allowed) => ({
  name: `${from.replaceAll('/', '-')}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: TESTS },
  to: { path: OURS, pathNot: [`^${from}/`, ...allowed.map((room) => `^${room}(/|$)`)] },
});

const CLOUD = 'packages/local-cloud/src';
/** The rooms of the local cloud, from the lowest to the highest. */
const FLOORS = ['kernel', 'aws'];

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
      from: { path: '^functions/', pathNot: '^functions/shared/logger\\.ts$' },
      to: { path: '@aws-lambda-powertools/logger' },
    },
    {
      name: 'packages-are-reached-by-their-doors',
      severity: 'error',
      from: { pathNot: '^(packages|client)/' },
      to: {
        path: '^(packages/|client/)',
        pathNot:
          '/src/(index|testing/index|eslint/appsync-differences|boot/cli)\\.ts$|install-package\\.(cjs|d\\.cts)$',
      },
    },
    {
      name: 'packages-never-import-the-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(domain|resolvers|functions|infra|client|commands|test)/' },
    },
    only('domain'),
    only('resolvers', 'domain'),
    only('functions', 'domain'),
    only('infra', 'domain'),
    only('client', 'packages/appsync-realtime'),
    only('commands', 'domain', 'client', 'packages'),
    only('packages/appsync-realtime'),
    only('packages/appsync-js'),
    only('packages/local-cloud', 'packages/appsync-realtime', 'packages/appsync-js'),
    ...FLOORS.map((floor, at) =>
      only(
        `${CLOUD}/${floor}`,
        ...FLOORS.slice(0, at).map((lower) => `${CLOUD}/${lower}`),
        'packages/appsync-realtime',
        'packages/appsync-js',
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
