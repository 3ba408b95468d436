/** Says which DynamoDB the local cloud runs on: a running endpoint, a binary named by the user, or the bundled one. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { StartupError } from '../startup-error.ts';

export type EngineLocation = { readonly endpoint: string } | { readonly binary: string };

/**
 * `DYNAMODB_ENDPOINT` wins, then `DYNOXIDE_BIN`, then the binary that npm installs for linux-x64.
 * Throws `StartupError` where there is none, naming the ways to provide one.
 */
export const locateEngine = (environment: NodeJS.ProcessEnv): EngineLocation => {
  const { DYNAMODB_ENDPOINT: endpoint, DYNOXIDE_BIN: named } = environment;
  if (endpoint) return { endpoint: endpoint.replace(/\/$/, '') };
  const binary = named ?? bundledBinary();
  if (binary && existsSync(binary)) return { binary };
  throw new StartupError(
    named
      ? `DYNOXIDE_BIN names ${named}, which does not exist.`
      : `No DynamoDB engine for ${process.platform}-${process.arch}: the bundled one runs on linux-x64 ` +
        '(was it left out by "npm ci --omit=optional"?). Set DYNOXIDE_BIN to a dynoxide binary, or DYNAMODB_ENDPOINT ' +
        'to a running DynamoDB, such as DynamoDB Local on http://127.0.0.1:8000.',
  );
};

const bundledBinary = (): string | undefined => {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
};
