/**
 * A cloud assembly of today's code with the saga's definition of an earlier version, as executions have it that began
 * before a deployment.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, objectIn, parseRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';

/** Copies the assembly to `directory`. `definition` is what `npm run export-asl` printed then. */
export function withDefinition(assembly: string, definition: JsonRecord, directory: string): void {
  cpSync(assembly, directory, { recursive: true });
  const file = join(directory, 'ordersaga-dev.template.json');
  const template = parseRecord(readFileSync(file, 'utf8'));
  const resources = objectIn(template, 'Resources');
  const ids = new Map(Object.keys(resources).map((id) => [placeholderOf(id), id]));
  const changed = Object.entries(resources).map(([id, resource]): [string, unknown] => {
    // The saga of refunds keeps its own definition.
    const isSaga = isRecord(resource) && resource['Type'] === 'AWS::StepFunctions::StateMachine' && /^Saga/.test(id);
    if (!isSaga) return [id, resource];
    const Properties = { ...objectIn(resource, 'Properties'), DefinitionString: substitute(definition, ids) };
    return [id, { ...resource, Properties }];
  });
  const Resources: JsonRecord = Object.fromEntries(changed);
  writeFileSync(file, JSON.stringify({ ...template, Resources }));
}

/** As `npm run export-asl` shortens a logical id. */
function placeholderOf(logicalId: string): string {
  return logicalId.replace(/^Saga/, '').replace(/[0-9A-F]{8}$/, '');
}

function substitute(definition: JsonRecord, ids: ReadonlyMap<string, string>) {
  const parts = JSON.stringify(definition).split(/\$\{(\w+)\}/);
  const joined = parts.map((part, index) => (index % 2 === 0 ? part : { Ref: resourceOf(part, ids) }));
  return { 'Fn::Join': ['', joined] };
}

function resourceOf(placeholder: string, ids: ReadonlyMap<string, string>): string {
  if (placeholder === 'Partition') return 'AWS::Partition';
  const id = ids.get(placeholder);
  if (id === undefined) throw new Error(`The definition invokes ${placeholder}, which today's stack doesn't have.`);
  return id;
}
