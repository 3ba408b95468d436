import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../kernel/json.ts';
import { holds, resolve } from './resolve.ts';
import type { References } from './resolve.ts';

const CONDITIONS: { readonly [name: string]: JsonValue } = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Not': [{ Condition: 'Yes' }] },
};

const references: References = {
  ref: (name) => `<${name}>`,
  getAtt: (logicalId, attribute) => `<${logicalId}.${attribute}>`,
  findInMap: (map, first, second) => `<${map}/${first}/${second}>`,
  condition: (name) => CONDITIONS[name] ?? null,
};

const CASES: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['Ref', { Ref: 'Table' }, '<Table>'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, '<Table.Arn>'],
  ['Fn::GetAtt as text, with a dotted attribute', { 'Fn::GetAtt': 'Stack.Outputs.Name' }, '<Stack.Outputs.Name>'],
  [
    'Fn::Join around other functions',
    { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3']] },
    'arn:<AWS::Partition>:s3',
  ],
  [
    'Fn::Sub',
    { 'Fn::Sub': 's3://x-${AWS::Region}/${Table.Arn}/${!Literal}' },
    's3://x-<AWS::Region>/<Table.Arn>/${Literal}',
  ],
  ['Fn::Sub with variables of its own', { 'Fn::Sub': ['${a}-${B}', { a: { Ref: 'A' } }] }, '<A>-<B>'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['Fn::If that holds', { 'Fn::If': ['Yes', 1, 2] }, 1],
  ['Fn::If that does not', { 'Fn::If': ['No', 1, 2] }, 2],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'A' }, 'b'] }, '<Map/<A>/b>'],
  ['Fn::Base64', { 'Fn::Base64': 'text' }, 'dGV4dA=='],
  ['AWS::NoValue, which removes its member', { keep: 1, drop: { Ref: 'AWS::NoValue' } }, { keep: 1 }],
  ['AWS::NoValue out of Fn::If', { drop: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
  ['nested lists and objects', { a: [{ b: { Ref: 'C' } }] }, { a: [{ b: '<C>' }] }],
  ['an object that only looks like one', { Ref: 'a', other: 1 }, { Ref: 'a', other: 1 }],
  [
    'the Condition of a policy statement',
    { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ],
];

describe('resolve', () => {
  for (const [title, template, expected] of CASES) {
    it(`understands ${title}`, () => assert.deepEqual(resolve(template, references), expected));
  }

  it('refuses an intrinsic function that it does not support, by name', () => {
    assert.throws(() => resolve({ 'Fn::ImportValue': 'x' }, references), /Fn::ImportValue/);
  });

  it('evaluates conditions that refer to conditions', () => {
    assert.equal(holds('Yes', references), true);
    assert.equal(holds('No', references), false);
  });
});
