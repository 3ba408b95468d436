/** The template that deploys: the cases about the app ask about what is in it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import { objectIn, parseRecord } from '../json.ts';
import type { JsonRecord } from '../json.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** The folder of a cloud assembly of this project's stage dev: synthesized now, unless a test has done it. */
export async function openAssembly(): Promise<string> {
  const made = process.env['LOCAL_CLOUD_ASSEMBLY'];
  if (made !== undefined && made !== '') return made;
  const directory = join(PROJECT, '.cache/parity-assembly');
  await synthesize(PROJECT, directory);
  return directory;
}

export type TemplateResource = { readonly type: string; readonly properties: JsonRecord };

/** The resources of the assembly's one stack, by logical id. */
export function readTemplate(assemblyDirectory: string): ReadonlyMap<string, TemplateResource> {
  const read = (file: string): JsonRecord => parseRecord(readFileSync(join(assemblyDirectory, file), 'utf8'));
  const artifacts = Object.values(objectIn(read('manifest.json'), 'artifacts'));
  const files = artifacts.flatMap((artifact) => templateFileOf(artifact));
  const [file] = files;
  if (file === undefined) throw new Error(`There is no stack in ${assemblyDirectory}`);
  const resources = objectIn(read(file), 'Resources');
  return new Map(
    Object.keys(resources).map((logicalId) => {
      const resource = objectIn(resources, logicalId);
      return [logicalId, { type: String(resource['Type']), properties: objectIn(resource, 'Properties') }];
    }),
  );
}

function templateFileOf(artifact: unknown): readonly string[] {
  const { type, properties } = parseRecord(JSON.stringify(artifact));
  const file = objectIn({ properties }, 'properties')['templateFile'];
  return type === 'aws:cloudformation:stack' && typeof file === 'string' ? [file] : [];
}
