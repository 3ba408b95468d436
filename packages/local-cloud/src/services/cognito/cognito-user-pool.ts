/** AWS::Cognito::UserPool, UserPoolClient and UserPoolGroup */

import { createUserPool } from './user-pool.ts';
import { idOf } from '../appsync/resources/appsync-ids.ts';
import type { Place } from '../../aws/place.ts';
import type { Named, ResourceType } from '../../assembly/resource-type.ts';

function poolId({ logicalId }: Named, { region }: Place): string {
  return `${region}_${idOf('pool', logicalId).slice(0, 9)}`;
}

function clientId({ logicalId }: { readonly logicalId: string }): string {
  return idOf('client', logicalId);
}

/** Users and their passwords live in AWS only; here the issuer gives a token to whoever asks. */
export const cognitoUserPool: ResourceType = {
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
    Arn: (resource, place) =>
      `arn:aws:cognito-idp:${place.region}:${place.accountId}:userpool/${poolId(resource, place)}`,
    UserPoolId: poolId,
    ProviderName: (resource, place) => `cognito-idp.${place.region}.amazonaws.com/${poolId(resource, place)}`,
    ProviderURL: (resource, place) => `https://cognito-idp.${place.region}.amazonaws.com/${poolId(resource, place)}`,
  },

  create: async ({ ref }, cloud) => {
    const client = cloud.all('AWS::Cognito::UserPoolClient').find(({ properties }) => properties['UserPoolId'] === ref);
    const pool = await createUserPool(cloud.place.region, ref, client?.ref ?? 'no-client');
    cloud.userPools.set(pool.issuer, pool);
  },
};

export const cognitoUserPoolClient: ResourceType = {
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
};

export const cognitoUserPoolGroup: ResourceType = {
  nameProperty: 'GroupName',
  properties: ['GroupName', 'UserPoolId'],
  withoutEffect: ['Description', 'Precedence', 'RoleArn'],
};
