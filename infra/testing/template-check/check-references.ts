/** Whether all that a template refers to is there, and no resource waits for itself. */
import { conditionsIn, referencesIn } from './intrinsics.ts';
import type { Reference } from './intrinsics.ts';
import type { ParsedTemplate } from './parsed-template.ts';
import { isCustom, schemaOf } from './schemas.ts';

const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

export function checkReferences(template: ParsedTemplate): string[] {
  const { resources, outputs } = template;
  const references = [...referencesIn(resources, 'Resources'), ...referencesIn(outputs, 'Outputs')];
  return [
    ...references.flatMap((reference) => checkReference(reference, template)),
    ...checkDependencies(template),
    ...checkConditions(template),
    ...checkCycles(template),
  ];
}

function checkReference({ path, target, attribute }: Reference, { resources, parameters }: ParsedTemplate): string[] {
  const type = resources[target]?.['Type'];
  if (attribute === undefined) {
    const isThere = type !== undefined || Object.hasOwn(parameters, target) || PSEUDO_PARAMETERS.includes(target);
    return isThere ? [] : [`${path}: there is no "${target}"`];
  }
  if (typeof type !== 'string') return [`${path}: there is no resource "${target}"`];
  const schema = isCustom(type) ? undefined : schemaOf(type);
  if (schema === undefined || Object.hasOwn(schema.attributes, attribute)) return [];
  return [`${path}: ${type} has no attribute "${attribute}"`];
}

function checkDependencies({ resources }: ParsedTemplate): string[] {
  return Object.entries(resources).flatMap(([id, { DependsOn }]) =>
    dependenciesOf(DependsOn)
      .filter((target) => !Object.hasOwn(resources, target))
      .map((target) => `Resources.${id}.DependsOn: there is no resource "${target}"`),
  );
}

function checkConditions({ resources, conditions, outputs }: ParsedTemplate): string[] {
  const ofResources = Object.values(resources).flatMap(({ Condition }) => (Condition === undefined ? [] : [Condition]));
  return [...new Set([...ofResources, ...conditionsIn({ resources, outputs })].map(String))]
    .filter((name) => !Object.hasOwn(conditions, name))
    .map((name) => `Conditions: there is no "${name}"`);
}

/** CloudFormation creates a resource after all that it refers to. */
function checkCycles({ resources }: ParsedTemplate): string[] {
  const needs = new Map(
    Object.entries(resources).map(([id, resource]) => [
      id,
      [...referencesIn(resource, '').map(({ target }) => target), ...dependenciesOf(resource['DependsOn'])],
    ]),
  );
  const done = new Set<string>();
  const cycleFrom = (id: string, way: readonly string[]): string[] => {
    if (way.includes(id)) return [`Resources: ${[...way.slice(way.indexOf(id)), id].join(' needs ')}`];
    if (done.has(id)) return [];
    const found = (needs.get(id) ?? []).flatMap((next) => cycleFrom(next, [...way, id]));
    done.add(id);
    return found;
  };
  return [...needs.keys()].flatMap((id) => cycleFrom(id, []));
}

function dependenciesOf(dependsOn: unknown): string[] {
  return [dependsOn ?? []].flat().map(String);
}
