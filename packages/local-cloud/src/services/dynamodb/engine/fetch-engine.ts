/** Fetches the engine's binary through npm, for platforms whose package the lockfile does not name. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../../package.json' with { type: 'json' };
import { objectAt, parseObject, stringAt } from '../../../kernel/json.ts';
import { installPackage } from '../../../kernel/install-package.cjs';
import { StartupError } from '../../../kernel/startup-error.ts';

/** One version for all platforms: the one that the tests ran with. */
export const VERSION = manifest.optionalDependencies['@dynoxide/linux-x64'];

/** The hashes of packages of that version, as npm's lockfile writes them; a platform that is not here has the one of its first fetch. */
export const INTEGRITY: { readonly [platform: string]: string } = {
  'linux-x64': 'sha512-sBHqlxJ9ANkLluFkYRfd5r8Y0ApFew4FhOrlhgRAgD4XzEoFOukEo1nuBTQ1+jTtofqwn4NWQ2k0Tn5mNTjgUg==',
};

/** The name of the binary in the package of a platform such as `darwin-arm64`. */
export function binaryName(platform: string): string {
  return platform.startsWith('win32') ? 'dynoxide.exe' : 'dynoxide';
}

/**
 * The path of the binary in `cacheDirectory`. Only the first call needs the network, and says so. Each later call checks
 * that the binary is still the one that was fetched. Throws `StartupError` if it isn't, or if npm cannot fetch it.
 */
export function fetchEngine(platform: string, cacheDirectory: string, say: (line: string) => void): string {
  const name = `@dynoxide/${platform}`;
  const directory = join(cacheDirectory, `${platform}-${VERSION}`);
  const binary = join(directory, 'node_modules', name, binaryName(platform));
  if (!existsSync(directory)) {
    say(`Fetching the DynamoDB engine for ${platform} (${name}@${VERSION}) through npm into ${cacheDirectory}, once.`);
    fetchInto(directory, platform);
  }
  if (hashOf(binary) !== readFileSync(join(directory, 'sha256'), 'utf8')) {
    throw new StartupError(`${binary} has changed since npm fetched it. Delete ${directory} to fetch it again.`);
  }
  return binary;
}

/** Safe to run in two processes at once: the first one puts its package in place whole. */
function fetchInto(directory: string, platform: string): void {
  const name = `@dynoxide/${platform}`;
  mkdirSync(join(directory, '..'), { recursive: true });
  const draft = mkdtempSync(`${directory}.`);
  try {
    const complaint = installPackage(`${name}@${VERSION}`, draft) ?? wrongHash(draft, platform);
    if (complaint) throw new StartupError(`npm could not fetch ${name}@${VERSION}: ${complaint}. ${OTHER_WAYS}`);
    writeFileSync(join(draft, 'sha256'), hashOf(join(draft, 'node_modules', name, binaryName(platform))));
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export const OTHER_WAYS =
  'Set DYNOXIDE_BIN to a dynoxide binary, or DYNAMODB_ENDPOINT to a running DynamoDB, such as DynamoDB Local on http://127.0.0.1:8000.';

/** What is wrong with the package's hash: it has to be the recorded one, if there is one. */
function wrongHash(draft: string, platform: string): string | undefined {
  const recorded = INTEGRITY[platform];
  if (recorded === undefined) return undefined;
  const installed = parseObject(readFileSync(join(draft, 'node_modules', '.package-lock.json'), 'utf8')) ?? {};
  const entry = objectAt(objectAt(installed, 'packages'), `node_modules/@dynoxide/${platform}`);
  const integrity = stringAt(entry, 'integrity') ?? 'unknown';
  return integrity === recorded ? undefined : `its hash is ${integrity}, not ${recorded} as recorded`;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
