/** The app as a later commit could have it: another definition of the saga, and orders in a later shape. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import { SCHEMA_VERSION } from '../../domain/schema-version.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const SOURCES = ['cdk.json', 'client', 'domain', 'functions', 'infra', 'package.json', 'resolvers', 'schema.graphql'];

/** A state that today's definition doesn't have. */
export const NEW_STATE = 'LookTwice';

const CHANGES = [
  {
    file: 'domain/schema-version.ts',
    before: `SCHEMA_VERSION = ${SCHEMA_VERSION}`,
    after: `SCHEMA_VERSION = ${SCHEMA_VERSION + 1}`,
  },
  {
    file: 'infra/saga.ts',
    before: 'definition: this.definition()',
    after: `definition: new Pass(this, '${NEW_STATE}').next(this.definition())`,
  },
  { file: 'infra/saga.ts', before: '  Fail,\n', after: '  Fail,\n  Pass,\n' },
] as const;

/** Synthesizes it below `directory`, and returns the folder of the cloud assembly. */
export async function synthesizeTomorrow(directory: string): Promise<string> {
  const project = join(directory, 'tomorrow');
  mkdirSync(project);
  for (const source of [...SOURCES, 'stages'])
    cpSync(join(PROJECT, source), join(project, source), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(project, 'node_modules'), 'junction');
  for (const { file, before, after } of CHANGES) change(join(project, file), before, after);
  const assembly = join(project, 'cdk.out');
  await synthesize(project, assembly);
  return assembly;
}

function change(file: string, before: string, after: string): void {
  const source = readFileSync(file, 'utf8');
  if (!source.includes(before)) throw new Error(`${file} doesn't have ${before} any more: mend this helper.`);
  writeFileSync(file, source.replace(before, after));
}
