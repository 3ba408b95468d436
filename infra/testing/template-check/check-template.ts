/**
 * What CloudFormation would reject in a template before it creates anything: by its resource schemas, which
 * `@aws-cdk/aws-service-spec` holds. These know no patterns and lengths of strings; CDK's own rules do.
 */
import { checkReferences } from './check-references.ts';
import { checkProperties } from './check-value.ts';
import { membersOf, parseTemplate } from './parsed-template.ts';
import type { Members, ParsedTemplate } from './parsed-template.ts';
import { isCustom, schemaOf } from './schemas.ts';

/** One sentence for each mistake, which begins with its path: `Resources.Table.Properties: "KeySchema" is required`. */
export function checkTemplate(json: unknown): string[] {
  const template = parseTemplate(json);
  const ofResources = Object.entries(template.resources).flatMap(([id, resource]) =>
    checkResource(`Resources.${id}`, resource, template),
  );
  return [...ofResources, ...checkReferences(template)];
}

/** CloudFormation user guide, "Resource attribute reference". */
const MEMBERS = [
  'Type',
  'Properties',
  'Metadata',
  'Condition',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'CreationPolicy',
  'UpdatePolicy',
];
const POLICIES: { readonly [member: string]: readonly unknown[] } = {
  DeletionPolicy: [undefined, 'Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'],
  UpdateReplacePolicy: [undefined, 'Delete', 'Retain', 'Snapshot'],
};

function checkResource(path: string, resource: Members, template: ParsedTemplate): string[] {
  const type = String(resource['Type']);
  const members = Object.keys(resource)
    .filter((name) => !MEMBERS.includes(name))
    .map((name) => `${path}: "${name}" isn't a member of a resource`);
  const policies = Object.entries(POLICIES)
    .filter(([name, allowed]) => !allowed.includes(resource[name]))
    .map(([name]) => `${path}.${name}: "${String(resource[name])}" isn't a policy`);
  const properties = checkOwnProperties(type, membersOf(resource['Properties']), { path, template });
  return [...members, ...policies, ...properties];
}

function checkOwnProperties(
  type: string,
  properties: Members,
  { path, template }: { readonly path: string; readonly template: ParsedTemplate },
): string[] {
  const place = { path: `${path}.Properties`, template };
  if (isCustom(type)) return 'ServiceToken' in properties ? [] : [`${place.path}: "ServiceToken" is required`];
  const schema = schemaOf(type);
  if (schema === undefined) return [`${path}: there is no resource type "${type}"`];
  return checkProperties(properties, schema.properties, place, Object.keys(schema.attributes));
}
