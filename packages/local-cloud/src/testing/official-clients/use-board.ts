/** The notice board on a local cloud of its own, and the callers that may use it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { boot } from '../../boot/boot.ts';
import { apiKeyOf } from '../../boot/describe-cloud.ts';
import type { Certificate } from '../../gateway/door/certificate.ts';
import { writeAssembly } from '../write-assembly.ts';
import { boardStack } from './board-stack.ts';
import type { SignIn } from './official-client.ts';

/** The local cloud's own credentials: they may do everything. */
export const ADMINISTRATOR: SignIn = { mode: 'IAM', accessKeyId: 'local', secretAccessKey: 'local' };

/** The board's words for how the caller has signed in. */
export const BY = {
  'API key': 'API Key Authorization',
  'user pool': 'User Pool Authorization',
  IAM: 'IAM Authorization',
} as const;

/** A token of the stack's user pool. */
async function tokenOf(cloudUrl: string, sub: string): Promise<string> {
  return (await fetch(`${cloudUrl}/tokens?sub=${sub}`)).text();
}

/** Starts the board for the tests of this file, and ends it after them. */
export async function useBoard(certificate: Certificate) {
  const assemblyDirectory = mkdtempSync(join(tmpdir(), 'board-'));
  writeAssembly(assemblyDirectory, boardStack);
  const { cloud, close } = await boot({ assemblyDirectory, port: 0, certificate, log: () => {} });
  afterAll(async () => {
    await close();
    rmSync(assemblyDirectory, { recursive: true, force: true });
  });
  const signIns: readonly SignIn[] = [
    { mode: 'API key', apiKey: apiKeyOf(cloud) ?? '' },
    { mode: 'user pool', token: await tokenOf(cloud.place.url, 'ada') },
    ADMINISTRATOR,
  ];
  return { graphqlUrl: `${cloud.place.url.replace('http:', 'https:')}/graphql`, signIns };
}
