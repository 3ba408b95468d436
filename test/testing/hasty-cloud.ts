/** The whole stack with a saga that does not wait: what takes hours on AWS takes seconds in a test. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { useCloud } from './cloud.ts';

/** The stack of this project with pauses of at most a second between tries, of which there are `attempts` at most. */
export async function useHastyCloud(attempts: number) {
  const directory = mkdtempSync(join(tmpdir(), 'hasty-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const { LOCAL_CLOUD_ASSEMBLY: assembly } = process.env;
  assert.ok(assembly, 'synthesize-once.ts has made a cloud assembly');
  cpSync(assembly, directory, { recursive: true });
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.template.json'))) {
    const path = join(directory, name);
    writeFileSync(path, hasty(readFileSync(path, 'utf8'), attempts));
  }
  return useCloud('--assembly', directory);
}

/** The definition is JSON in strings of the template. */
function hasty(template: string, attempts: number): string {
  return template
    .replaceAll(/(\\"(?:IntervalSeconds|MaxDelaySeconds)\\":)\d+/g, '$11')
    .replaceAll(
      /(\\"MaxAttempts\\":)(\d+)/g,
      (_, key: string, given: string) => `${key}${Math.min(Number(given), attempts)}`,
    );
}
