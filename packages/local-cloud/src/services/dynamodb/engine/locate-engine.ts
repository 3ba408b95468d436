/** Says which DynamoDB the local cloud runs on: a running endpoint, a binary named by the user, the bundled one, or one to fetch. */

import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StartupError } from '../../../kernel/startup-error.ts';
import { binaryName, fetchEngine, OTHER_WAYS } from './fetch-engine.ts';

export type EngineLocation = { readonly endpoint: string } | { readonly binary: string };

/** The platforms that dynoxide is published for. The lockfile names linux-x64, so `npm ci` installs that one. */
const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

const CACHE = join(import.meta.dirname, '..', '..', '..', '..', '.cache', 'engine');

/**
 * `DYNAMODB_ENDPOINT` wins, then `DYNOXIDE_BIN`, then the binary that npm has installed, then one that is fetched into
 * `cacheDirectory` once, with a line to `say`. Throws `StartupError` if there is none, naming the ways to provide one.
 */
export function locateEngine(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void = () => {},
  cacheDirectory = CACHE,
): EngineLocation {
  const { DYNAMODB_ENDPOINT: endpoint, DYNOXIDE_BIN: named } = environment;
  if (endpoint) return { endpoint: endpoint.replace(/\/$/, '') };
  if (named) return { binary: namedBinary(named) };
  const platform = `${process.platform}-${process.arch}`;
  const bundled = bundledBinary(platform);
  if (bundled) return { binary: bundled };
  if (!PLATFORMS.includes(platform))
    throw new StartupError(`dynoxide, the DynamoDB engine, isn't published for ${platform}. ${OTHER_WAYS}`);
  return { binary: fetchEngine(platform, cacheDirectory, say) };
}

function namedBinary(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new StartupError(`DYNOXIDE_BIN names ${path}, which does not exist.`);
  if (!stats.isFile()) throw new StartupError(`DYNOXIDE_BIN names ${path}, which isn't a file.`);
  return path;
}

function bundledBinary(platform: string): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(`@dynoxide/${platform}/${binaryName(platform)}`);
  } catch {
    return undefined;
  }
}
