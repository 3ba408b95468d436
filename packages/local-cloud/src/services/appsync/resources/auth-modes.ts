/** The authentication modes of an AppSync API, from its properties. */

import type { ApiDefinition, AuthMode } from '../definition.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { isJsonObject, numberAt, objectAt, stringAt } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';

/** The default mode first, then the additional ones. Throws `StartupError` for a type that isn't supported. */
export function readAuthModes(properties: JsonObject): ApiDefinition['authModes'] {
  const additional = properties['AdditionalAuthenticationProviders'];
  return [
    readAuthMode(properties),
    ...(Array.isArray(additional) ? additional.filter(isJsonObject).map(readAuthMode) : []),
  ];
}

function readAuthMode(properties: JsonObject): AuthMode {
  const type = stringAt(properties, 'AuthenticationType') ?? 'none';
  const read = MODES[type];
  if (!read) throw new StartupError(`The local cloud doesn't support the AppSync authentication type ${type}.`);
  return read(properties);
}

const MODES: { readonly [type: string]: (properties: JsonObject) => AuthMode } = {
  API_KEY: () => ({ type: 'API_KEY' }),
  AWS_IAM: () => ({ type: 'AWS_IAM' }),
  AMAZON_COGNITO_USER_POOLS: (properties) => {
    const pool = objectAt(properties, 'UserPoolConfig');
    return {
      type: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolId: required(pool, 'UserPoolId'),
      AwsRegion: stringAt(pool, 'AwsRegion'),
      AppIdClientRegex: stringAt(pool, 'AppIdClientRegex'),
      DefaultAction: pool['DefaultAction'] === 'DENY' ? 'DENY' : 'ALLOW',
    };
  },
  OPENID_CONNECT: (properties) => {
    const provider = objectAt(properties, 'OpenIDConnectConfig');
    return {
      type: 'OPENID_CONNECT',
      Issuer: required(provider, 'Issuer'),
      ClientId: stringAt(provider, 'ClientId'),
      IatTTL: numberAt(provider, 'IatTTL'),
      AuthTTL: numberAt(provider, 'AuthTTL'),
    };
  },
  AWS_LAMBDA: (properties) => {
    const authorizer = objectAt(properties, 'LambdaAuthorizerConfig');
    return {
      type: 'AWS_LAMBDA',
      AuthorizerUri: required(authorizer, 'AuthorizerUri'),
      AuthorizerResultTtlInSeconds: numberAt(authorizer, 'AuthorizerResultTtlInSeconds'),
      IdentityValidationExpression: stringAt(authorizer, 'IdentityValidationExpression'),
    };
  },
};

function required(value: JsonObject, name: string): string {
  const text = stringAt(value, name);
  if (text === undefined) throw new StartupError(`An authentication provider of the AppSync API has no ${name}.`);
  return text;
}
