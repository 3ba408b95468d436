/** Directories that are made once and then taken as they are, such as a bundle that is named by a hash of its sources. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Has `fill` write a draft that becomes `directory`, unless that exists. Safe in two processes at once: the first draft that
 * is ready is the one. Rejects as `fill` does, and leaves nothing then.
 */
export async function makeOnce(directory: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(directory)) return;
  await mkdir(dirname(directory), { recursive: true });
  const draft = await mkdtemp(`${directory}.`);
  try {
    await fill(draft);
    await rename(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
