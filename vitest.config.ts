/**
 * Three kinds of tests. `*.test.ts` start no process and end soon. `*.e2e.test.ts` start processes or a whole cloud, bundle
 * the app, play thousands of random cases or use up every limit. `*.browser.test.ts` need Chromium.
 */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Test processes, and the clouds and commands that they start, need not compile the same sources again.
process.env['NODE_COMPILE_CACHE'] ??= resolve(import.meta.dirname, '.cache/node-compile');

const ALL = '**/*.test.ts';
const E2E = '**/*.e2e.test.ts';
const BROWSER = '**/*.browser.test.ts';
const NEVER = ['**/node_modules/**', '**/cdk.out/**', '**/.cache/**'];

/** No test waits for these; they end what hangs. The longest hook boots a cloud, or kills it again and again. */
const WHOLE_CLOUD = {
  globalSetup: ['test/testing/synthesize-once.ts'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
  teardownTimeout: 30_000,
};

export default defineConfig({
  test: {
    pool: 'forks',
    // Most files wait as long as they compute: two cores have work for four processes.
    maxWorkers: 4,
    // Node.js strips the types itself: Vite would rewrite functions whose source text goes to a worker.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // What a test logs shows only if it fails.
    silent: 'passed-only',
    slowTestThreshold: 10_000,
    // Synthesis would check each template by the rules of CloudFormation, which takes longer than the synthesis.
    env: { CDK_VALIDATION: 'false' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [ALL],
          exclude: [...NEVER, E2E, BROWSER],
          // One process for many files: loading the same modules again takes longer than most tests.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // One process for many files, as above: the SDK and the local cloud take a second of each.
        test: { name: 'e2e', include: [E2E], exclude: NEVER, isolate: false, ...WHOLE_CLOUD },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: NEVER,
          ...WHOLE_CLOUD,
          globalSetup: ['test/testing/say-no-browser.ts', ...WHOLE_CLOUD.globalSetup],
        },
      },
    ],
    coverage: {
      provider: 'v8',
      // Only a browser runs .tsx.
      include: ['**/*.ts'],
      exclude: [...NEVER, '**/*.test.ts', '**/testing/**', '**/*.generated.ts', '**/*.d.ts'],
      reporter: ['text-summary'],
      reportsDirectory: '.cache/coverage',
    },
  },
});
