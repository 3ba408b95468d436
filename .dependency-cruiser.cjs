// DESIGN's two laws as rules: local/ knows only the template, and dependencies point one way.
const only = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: '\\.(test|generated)\\.tsx?$|/testing/' },
  to: { path: '^[^/]+(/|\\.ts)', pathNot: [`^${from}/`, '^node_modules/', ...allowed.map((room) => `^${room}/`)], dependencyTypesNot: ['core'] },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: { pathNot: '\\.generated\\.ts$' }, to: { couldNotResolve: true } },
    { name: 'domain-has-no-io', severity: 'error', from: { path: '^domain/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^domain/' } },
    {
      name: 'one-logger-that-leaves-secrets-out',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/logger\\.ts$' },
      to: { path: '@aws-lambda-powertools/logger' },
    },
    only('resolvers-import-domain', 'resolvers', 'domain'),
    only('functions-import-domain', 'functions', 'domain'),
    only('infra-imports-by-path-only', 'infra'),
    only('client-imports-the-protocol', 'client', 'appsync-realtime'),
    only('local-knows-only-the-template', 'local', 'appsync-realtime'),
    only('appsync-realtime-imports-nothing', 'appsync-realtime'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
