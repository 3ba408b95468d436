// What APPSYNC_JS allows and does differently. oxlint.config.ts has all other rules; who may import whom is in
// .dependency-cruiser.cjs.
import appsync from '@aws-appsync/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { appsyncDifferences } from '@ordersaga/appsync-js/eslint';

export default defineConfig(
  { ignores: ['**/node_modules/', '**/cdk.out/', '**/.cache/', '**/*.generated.ts'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.base] },
  {
    files: ['resolvers/**/*.ts'],
    ignores: ['**/*.test.ts'],
    extends: [appsync.configs.recommended],
    languageOptions: { parserOptions: { project: 'resolvers/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  },
  {
    // Resolvers bundle what they import of domain/, and any of it may be imported.
    files: ['resolvers/**/*.ts', 'domain/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    plugins: { local: { rules: { 'appsync-differences': appsyncDifferences } } },
    rules: { 'local/appsync-differences': 'error' },
  },
);
