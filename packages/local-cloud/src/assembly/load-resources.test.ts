import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../kernel/json.ts';
import { loadResources } from './load-resources.ts';
import type { Assembly, TemplateResource } from './read-assembly.ts';
import type { FindResourceType } from './resource-type.ts';

const PLACE = {
  region: 'us-east-1',
  accountId: '000000000000',
  stackName: 'test',
  url: 'http://localhost:4000',
  secret: 'secret',
};

const TYPES: { readonly [type: string]: ReturnType<FindResourceType> } = {
  Thing: { properties: ['*'], attributes: { Arn: ({ name }) => `arn:${name}` } },
  Parameter: { properties: ['*'], nameProperty: 'Name', resolvedBy: 'ssm' },
  Secret: { properties: ['*'], nameProperty: 'Name', resolvedBy: 'secretsmanager' },
};

type Template = { readonly [logicalId: string]: JsonObject & Partial<Omit<TemplateResource, 'properties'>> };

/** The logical ids of resources by the order in which they would be created; members of a resource are its properties. */
function orderOf(template: Template, conditions: JsonObject = {}): readonly string[] {
  const resources = Object.entries(template).map(([logicalId, members]) => {
    const { type = 'Thing', dependsOn = [], condition, metadata = {}, ...properties } = members;
    const resource = { logicalId, type, dependsOn, metadata, properties, ...(condition && { condition }) };
    return [logicalId, resource] as const;
  });
  const assembly: Assembly = {
    stackName: 'test',
    environment: {},
    resources: new Map(resources),
    parameters: { Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/url' } },
    conditions,
    mappings: {},
    outputs: {},
    assetPath: (hash) => hash,
  };
  return loadResources({
    assembly,
    place: PLACE,
    findType: (type) => TYPES[type],
    versionNumbers: { of: () => 1 },
  }).map(({ logicalId }) => logicalId);
}

const REFERENCES: { readonly [title: string]: JsonObject } = {
  Ref: { Value: { Ref: 'B' } },
  'Fn::GetAtt': { Value: { 'Fn::GetAtt': ['B', 'Arn'] } },
  'Fn::GetAtt as a string': { Value: { 'Fn::GetAtt': 'B.Arn' } },
  'Fn::Sub': { Value: { 'Fn::Sub': 'the ${B}' } },
  'Fn::Sub with an attribute': { Value: { 'Fn::Sub': 'the ${B.Arn}' } },
  'a variable of Fn::Sub': { Value: { 'Fn::Sub': ['the ${b}', { b: { Ref: 'B' } }] } },
  'a function deep in its properties': { Values: [{ Value: { 'Fn::Join': ['', ['a', { Ref: 'B' }]] } }] },
  'the branch of Fn::If that is chosen': { Value: { 'Fn::If': ['Yes', { Ref: 'B' }, 'c'] } },
};

describe('the order of a template', () => {
  const conditions = { Yes: { 'Fn::Equals': ['a', 'a'] } };

  for (const [title, A] of Object.entries(REFERENCES)) {
    it(`follows ${title}`, () => assert.deepEqual(orderOf({ A, B: {} }, conditions), ['B', 'A']));
  }

  it('follows DependsOn', () => {
    assert.deepEqual(orderOf({ A: { dependsOn: ['C'] }, B: {}, C: {} }), ['B', 'C', 'A']);
  });

  it('does not follow the branch of Fn::If that is not chosen', () => {
    assert.deepEqual(orderOf({ A: { Value: { 'Fn::If': ['Yes', 'c', { Ref: 'B' }] } }, B: {} }, conditions), [
      'A',
      'B',
    ]);
  });

  it('does not wait for a resource whose condition does not hold', () => {
    const No = { 'Fn::Not': [{ Condition: 'Yes' }] };
    assert.deepEqual(orderOf({ A: { dependsOn: ['B'] }, B: { condition: 'No' } }, { ...conditions, No }), ['A']);
  });

  it('follows dynamic references to parameters and secrets of the stack', () => {
    const template: Template = {
      A: { Value: '{{resolve:ssm:/app/url}}' },
      B: { Value: { 'Fn::Sub': 'x{{resolve:secretsmanager:${Secret}:SecretString:key}}' } },
      C: { Value: { Ref: 'Stored' } },
      Secret: { type: 'Secret', Name: 'app/key' },
      Url: { type: 'Parameter', Name: '/app/url', Value: 'https://example.com' },
    };
    assert.deepEqual(orderOf(template), ['Secret', 'B', 'Url', 'A', 'C']);
  });

  it('is refused for resources that refer to each other', () => {
    const template = { A: { Value: { Ref: 'B' } }, B: { Value: { 'Fn::Sub': '${C.Arn}' } }, C: { dependsOn: ['A'] } };
    assert.throws(() => orderOf(template), { name: 'StartupError', message: /in a circle: A → B → C → A\./ });
  });
});
