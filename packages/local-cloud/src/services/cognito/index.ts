/** Cognito: user pools whose users live in AWS only. Here the issuer gives anyone a token for any user. */

import { arn } from '../../aws/arn.ts';
import type { Place } from '../../aws/place.ts';
import type { Named } from '../../assembly/resource-type.ts';
import { generatedId } from '../../plugin/generated-id.ts';
import { definePlugin } from '../../plugin/plugin.ts';
import { USER_POOLS } from './handle.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import { createUserPools } from './user-pools.ts';
import type { UserPoolRegister } from './user-pools.ts';

function poolId({ logicalId }: Named, { region }: Place): string {
  return `${region}_${generatedId('pool', logicalId).slice(0, 9)}`;
}

function clientId({ logicalId }: Named): string {
  return generatedId('client', logicalId);
}

export const cognito = definePlugin<UserPoolRegister>({
  name: 'cognito',

  resourceTypes: {
    'AWS::Cognito::UserPool': {
      nameProperty: 'UserPoolName',
      properties: ['UserPoolName'],
      withoutEffect: [
        'AccountRecoverySetting',
        'AdminCreateUserConfig',
        'AliasAttributes',
        'AutoVerifiedAttributes',
        'DeletionProtection',
        'EmailConfiguration',
        'EmailVerificationMessage',
        'EmailVerificationSubject',
        'MfaConfiguration',
        'EnabledMfas',
        'Policies',
        'Schema',
        'SmsVerificationMessage',
        'UserPoolAddOns',
        'UserPoolTags',
        'UserPoolTier',
        'UsernameAttributes',
        'UsernameConfiguration',
        'VerificationMessageTemplate',
      ],
      ref: poolId,
      attributes: {
        Arn: (pool, place) => arn('cognito-idp', place, `userpool/${poolId(pool, place)}`),
        UserPoolId: poolId,
        ProviderName: (pool, place) => `cognito-idp.${place.region}.amazonaws.com/${poolId(pool, place)}`,
        ProviderURL: (pool, place) => `https://cognito-idp.${place.region}.amazonaws.com/${poolId(pool, place)}`,
      },
      create: (resource, pools, { place }) => pools.addPool(place.region, resource),
    },
    'AWS::Cognito::UserPoolClient': {
      nameProperty: 'ClientName',
      properties: ['ClientName', 'UserPoolId'],
      withoutEffect: [
        'AccessTokenValidity',
        'AllowedOAuthFlows',
        'AllowedOAuthFlowsUserPoolClient',
        'AllowedOAuthScopes',
        'CallbackURLs',
        'EnableTokenRevocation',
        'ExplicitAuthFlows',
        'GenerateSecret',
        'IdTokenValidity',
        'LogoutURLs',
        'PreventUserExistenceErrors',
        'RefreshTokenValidity',
        'SupportedIdentityProviders',
        'TokenValidityUnits',
      ],
      ref: clientId,
      attributes: { ClientId: clientId },
      create: (resource, pools) => pools.addClient(resource),
    },
    'AWS::Cognito::UserPoolGroup': {
      nameProperty: 'GroupName',
      properties: ['GroupName', 'UserPoolId'],
      withoutEffect: ['Description', 'Precedence', 'RoleArn'],
      create: (resource, pools) => pools.addGroup(resource),
    },
  },

  open: (cloud) => {
    const pools = createUserPools();
    USER_POOLS.provide(cloud, pools);
    return pools;
  },

  ready: (pools, { routes }) => {
    if (!pools.isEmpty()) routes.serve('/tokens', createTokenEndpoint(pools));
  },
});
