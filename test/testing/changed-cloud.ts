/** The whole stack with a changed template: what takes minutes or hours on AWS takes seconds in a test. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { useCloud } from './cloud.ts';

/** The stack of this project with what `change` makes of the text of each template. Throws if that changes nothing. */
export async function useChangedCloud(change: (template: string) => string) {
  return useCloud('--assembly', changedAssembly(change));
}

/** A cloud assembly of its own, which is gone after the tests of this file. Throws if `change` changes nothing. */
export function changedAssembly(change: (template: string) => string): string {
  const directory = mkdtempSync(join(tmpdir(), 'changed-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const { LOCAL_CLOUD_ASSEMBLY: assembly } = process.env;
  assert.ok(assembly, 'synthesize-once.ts has made a cloud assembly');
  cpSync(assembly, directory, { recursive: true });
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.template.json'))) {
    const path = join(directory, name);
    const template = readFileSync(path, 'utf8');
    const changed = change(template);
    assert.notEqual(changed, template, `${name} has nothing to change`);
    writeFileSync(path, changed);
  }
  return directory;
}
