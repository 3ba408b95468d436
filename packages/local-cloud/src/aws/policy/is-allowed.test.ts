import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { PolicyStatement, Principal } from './policy.ts';
import { isAllowed } from './is-allowed.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/Orders';
function role(...permissions: PolicyStatement[]): Principal {
  return {
    arn: 'arn:aws:iam::000000000000:role/r',
    permissions,
  };
}
function allow(Action: string | string[], Resource: string | string[] = TABLE): PolicyStatement {
  return {
    Effect: 'Allow',
    Action,
    Resource,
  };
}

describe('isAllowed', () => {
  it('denies what no statement allows', () => {
    assert.equal(isAllowed(role(), 'dynamodb:PutItem', TABLE), false);
    assert.equal(isAllowed(role(allow('dynamodb:GetItem')), 'dynamodb:PutItem', TABLE), false);
    assert.equal(isAllowed(role(allow('dynamodb:PutItem')), 'dynamodb:PutItem', `${TABLE}/index/i`), false);
  });

  it('allows an action on a resource by name or wildcard, whatever the case of the action', () => {
    assert.ok(isAllowed(role(allow(['dynamodb:putitem'])), 'dynamodb:PutItem', TABLE));
    assert.ok(isAllowed(role(allow('dynamodb:*Item')), 'dynamodb:PutItem', TABLE));
    assert.ok(isAllowed(role(allow('dynamodb:Query', `${TABLE}/index/*`)), 'dynamodb:Query', `${TABLE}/index/i`));
    assert.equal(isAllowed(role(allow('dynamodb:Query', `${TABLE}?`)), 'dynamodb:Query', TABLE), false);
  });

  it('takes the dots of a pattern literally', () => {
    assert.equal(
      isAllowed(role(allow('s3:GetObject', 'arn:aws:s3:::a.b/*')), 's3:GetObject', 'arn:aws:s3:::aXb/k'),
      false,
    );
  });

  it('lets a Deny win over an Allow', () => {
    const statements = [allow('dynamodb:*'), { ...allow('dynamodb:DeleteItem'), Effect: 'Deny' as const }];
    assert.equal(isAllowed(role(...statements), 'dynamodb:DeleteItem', TABLE), false);
    assert.ok(isAllowed(role(...statements), 'dynamodb:PutItem', TABLE));
  });

  it('reads conditions', () => {
    const keyed = (values: string[]): PolicyStatement => ({
      ...allow('dynamodb:GetItem'),
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': values } },
    });
    const context = { 'dynamodb:leadingkeys': ['customer-1', 'customer-2'] };
    assert.ok(isAllowed(role(keyed(['customer-*'])), 'dynamodb:GetItem', TABLE, context));
    assert.equal(isAllowed(role(keyed(['customer-1'])), 'dynamodb:GetItem', TABLE, context), false);
  });

  it('refuses a condition operator that it does not know, by name', () => {
    const statement = { ...allow('dynamodb:GetItem'), Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    assert.throws(() => isAllowed(role(statement), 'dynamodb:GetItem', TABLE), /IpAddress/);
  });

  it('allows an administrator everything', () => {
    assert.ok(isAllowed({ arn: 'arn:aws:iam::000000000000:root', permissions: 'administrator' }, 's3:PutObject', '*'));
  });
});
