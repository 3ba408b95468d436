/** What stands in front of the API of a production stage. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { stageNamed, templateFor } from './testing/stages.ts';
import { allResources, at, listAt, propertiesOf, resources } from './testing/template.ts';

const prod = templateFor(stageNamed('prod'));
const rules = listAt(propertiesOf(prod, 'AWS::WAFv2::WebACL')[0], 'Rules');

function ruleNamed(name: string): unknown {
  const found = rules.find((rule) => at(rule, 'Name') === name);
  assert.ok(found, name);
  return found;
}

function rateOf(name: string): unknown {
  return at(ruleNamed(name), 'Statement', 'RateBasedStatement');
}

describe('the firewall of a production stage', () => {
  it('stands before its API', () => {
    const [association] = propertiesOf(prod, 'AWS::WAFv2::WebACLAssociation');
    const [api] = Object.entries(allResources(prod)).filter(
      ([, one]) => at(one, 'Type') === 'AWS::AppSync::GraphQLApi',
    );
    assert.deepEqual(at(association, 'ResourceArn'), { 'Fn::GetAtt': [api?.[0], 'Arn'] });
  });

  it('has rules of AWS, of which those only count that good clients break', () => {
    const common = at(ruleNamed('AWSManagedRulesCommonRuleSet'), 'Statement', 'ManagedRuleGroupStatement');
    const counted = listAt(common, 'RuleActionOverrides').map((one) => [at(one, 'Name'), at(one, 'ActionToUse')]);
    assert.deepEqual(counted, [
      ['SizeRestrictions_BODY', { Count: {} }],
      ['NoUserAgent_HEADER', { Count: {} }],
    ]);
    ruleNamed('AWSManagedRulesKnownBadInputsRuleSet');
  });

  it('blocks an address and a token that ask for more than the stage lets them', () => {
    const few = templateFor(stageNamed('prod', { limits: { ...stageNamed('prod').limits, requestsPerToken: 10 } }));
    const limits = listAt(propertiesOf(few, 'AWS::WAFv2::WebACL')[0], 'Rules').flatMap((rule) => {
      const limit = at(rule, 'Statement', 'RateBasedStatement', 'Limit');
      return limit === undefined ? [] : [[at(rule, 'Name'), limit]];
    });
    assert.deepEqual(limits, [
      ['RequestsPerAddress', 5000],
      ['RequestsPerToken', 10],
    ]);
    assert.equal(at(rateOf('RequestsPerAddress'), 'AggregateKeyType'), 'IP');
    assert.equal(at(rateOf('RequestsPerToken'), 'CustomKeys', 0, 'Header', 'Name'), 'authorization');
    for (const name of ['RequestsPerAddress', 'RequestsPerToken']) {
      assert.equal(at(ruleNamed(name), 'Action', 'Block', 'CustomResponse', 'ResponseCode'), 429);
    }
  });

  it('does not count what is signed: every push of every order comes from a few addresses of AWS', () => {
    for (const name of ['RequestsPerAddress', 'RequestsPerToken']) {
      const signed = at(rateOf(name), 'ScopeDownStatement', 'NotStatement', 'Statement', 'ByteMatchStatement');
      assert.deepEqual(at(signed, 'FieldToMatch'), { SingleHeader: { Name: 'authorization' } });
      assert.equal(at(signed, 'SearchString'), 'AWS4-HMAC-SHA256 ');
    }
  });

  it('is not paid for in dev', () => {
    assert.deepEqual(resources(templateFor(stageNamed('dev')), 'AWS::WAFv2::WebACL'), []);
  });
});
