/** Who may sign in, and how. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { EVERY_KIND_OF_STAGE, templateFor } from './testing/stages.ts';
import { at, listAt, propertiesOf, resources } from './testing/template.ts';

describe.each(EVERY_KIND_OF_STAGE)('the user pools of a stage (%s)', (_, stage) => {
  const template = templateFor(stage);
  const pools = propertiesOf(template, 'AWS::Cognito::UserPool');
  const isForStaff = (pool: unknown) => at(pool, 'MfaConfiguration') === 'ON';
  const [customers, staff] = [pools.find((pool) => !isForStaff(pool)), pools.find(isForStaff)];

  it('are one for customers and one for staff', () => {
    assert.equal(pools.length, 2);
    assert.ok(customers && staff);
  });

  it('outlive a production stage', () => {
    for (const pool of pools) {
      assert.equal(at(pool, 'DeletionProtection'), stage.production ? 'ACTIVE' : 'INACTIVE');
    }
  });

  it('let customers sign up, who confirm their address by a mail', () => {
    assert.equal(at(customers, 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly'), false);
    assert.deepEqual(at(customers, 'AutoVerifiedAttributes'), ['email']);
    assert.deepEqual(at(customers, 'UsernameAttributes'), ['email']);
    // A trigger could confirm an account without the code.
    assert.equal(at(customers, 'LambdaConfig'), undefined);
  });

  it('let nobody sign up as staff, who need an authenticator app', () => {
    assert.equal(at(staff, 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly'), true);
    assert.deepEqual(at(staff, 'EnabledMfas'), ['SOFTWARE_TOKEN_MFA']);
    assert.deepEqual(at(staff, 'AccountRecoverySetting', 'RecoveryMechanisms'), [{ Name: 'admin_only', Priority: 1 }]);
  });

  it('have the group staff in that of staff alone, whose tokens the API takes', () => {
    const [group] = propertiesOf(template, 'AWS::Cognito::UserPoolGroup');
    const [api] = propertiesOf(template, 'AWS::AppSync::GraphQLApi');
    const [ofStaff, ...others] = listAt(api, 'AdditionalAuthenticationProviders');
    const modes = others.map((one) => at(one, 'AuthenticationType'));
    assert.deepEqual(modes, stage.production ? ['AWS_IAM'] : ['AWS_IAM', 'API_KEY']);
    assert.deepEqual(at(group, 'UserPoolId'), at(ofStaff, 'UserPoolConfig', 'UserPoolId'));
    assert.notDeepEqual(at(group, 'UserPoolId'), at(api, 'UserPoolConfig', 'UserPoolId'));
    const id = String(at(group, 'UserPoolId', 'Ref'));
    assert.deepEqual(at(api, 'EnvironmentVariables', 'STAFF_ISSUER'), { 'Fn::GetAtt': [id, 'ProviderURL'] });
    assert.equal(resources(template, 'AWS::Cognito::UserPoolGroup').length, 1);
  });
});
