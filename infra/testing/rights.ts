/** What each role of a template may do, and who may assume it, in words that tests can list. */
import type { Template } from 'aws-cdk-lib/assertions';
import assert from 'node:assert/strict';
import { isObject } from '../../domain/is-object.ts';
import { at, listAt } from './template.ts';

/** By the ids of the roles without their hashes; a right reads `dynamodb:GetItem <TablesOrders.Arn>`, with its condition after it. */
export function rightsIn(template: Template): Record<string, string[]> {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  const rights = rolesIn(template).map(([id, role]) => {
    assert.deepEqual([at(role, 'Policies'), at(role, 'ManagedPolicyArns')], [undefined, undefined], id);
    const own = policies.filter((one) => listAt(one, 'Properties', 'Roles').some((each) => at(each, 'Ref') === id));
    return [withoutHash(id), own.flatMap(rightsOf).toSorted()] as const;
  });
  return Object.fromEntries(rights);
}

export type Trust = { readonly role: string; readonly service: string; readonly condition: unknown };

/** Which service may assume each role on which condition. */
export function trustsIn(template: Template): Trust[] {
  return rolesIn(template).flatMap(([id, role]) =>
    listAt(role, 'AssumeRolePolicyDocument', 'Statement').map((statement) => {
      assert.equal(at(statement, 'Action'), 'sts:AssumeRole');
      const service = String(at(statement, 'Principal', 'Service'));
      return { role: withoutHash(id), service, condition: readable(at(statement, 'Condition')) };
    }),
  );
}

function rolesIn(template: Template): [id: string, properties: unknown][] {
  const found: { readonly [id: string]: unknown } = template.findResources('AWS::IAM::Role');
  return Object.entries(found).map(([id, role]) => [id, at(role, 'Properties')]);
}

function rightsOf(policy: unknown): string[] {
  return listAt(policy, 'Properties', 'PolicyDocument', 'Statement').flatMap((statement) => {
    assert.equal(at(statement, 'Effect'), 'Allow');
    const condition = at(statement, 'Condition');
    const suffix = condition === undefined ? '' : ` if ${JSON.stringify(readable(condition))}`;
    const resources = [at(statement, 'Resource')].flat().map((one) => String(readable(one)));
    const actions = [at(statement, 'Action')].flat().map(String);
    return actions.flatMap((action) => resources.map((resource) => `${action} ${resource}${suffix}`));
  });
}

/** With `<Id.Attribute>` in the place of references. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (!isObject(value)) return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
  if (typeof Ref === 'string') return `<${withoutHash(Ref)}>`;
  if (Array.isArray(attribute)) return `<${withoutHash(String(attribute[0]))}.${attribute[1]}>`;
  if (join !== undefined)
    return listAt(join, 1)
      .map(readable)
      .join(String(at(join, 0)));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readable(member)]));
}

function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}
