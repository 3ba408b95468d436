/** AWS_IAM: a request signed with a known access key. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import type { AccessKeyOwner, ApiDependencies, AuthorizationRequest } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Provider } from './provider.ts';
import { findSignatureFault, parseAuthorization } from './verify-signature.ts';

const UNKNOWN_KEY = 'The security token included in the request is invalid.';

export function createAuthorizeIam(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  { findPrincipal }: Pick<ApiDependencies, 'findPrincipal'>,
): Provider {
  return {
    mode: 'AWS_IAM',
    authorize: (request, header) => {
      const authorization = parseAuthorization(header);
      if (authorization === undefined) throw new UnauthorizedError('Valid authorization header not provided.');
      const owner = findPrincipal(authorization.accessKeyId);
      if (owner === undefined || !hasToken(request, owner))
        throw new UnauthorizedError(UNKNOWN_KEY, 403, 'UnrecognizedClientException');
      const fault = findSignatureFault(owner.secretAccessKey, authorization, request, { region, service: 'appsync' });
      if (fault !== undefined) throw new UnauthorizedError(fault, 403, 'InvalidSignatureException');
      const { principal } = owner;
      const identity = identityOf(principal, authorization.accessKeyId, accountId, request.sourceIp);
      return { mode: 'AWS_IAM', identity, groups: [], deniedFields: new Set(), principal };
    },
  };
}

function hasToken({ headers }: AuthorizationRequest, { sessionToken }: AccessKeyOwner): boolean {
  return sessionToken === undefined || headers['x-amz-security-token'] === sessionToken;
}

function identityOf(
  principal: Principal,
  accessKeyId: string,
  accountId: string,
  sourceIp: readonly string[],
): JsonObject {
  return {
    accountId,
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp: [...sourceIp],
    username: `${accessKeyId}:${SESSION}`,
    userArn: assumedRole(principal.arn),
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
}

/** Sessions have no names in the local cloud. */
const SESSION = 'local';

/** A caller with a role's credentials is known by the session, not by the role. */
function assumedRole(arn: string): string {
  return arn.replace(/^arn:(\w+):iam::(\d*):role\/(?:.*\/)?([^/]+)$/, `arn:$1:sts::$2:assumed-role/$3/${SESSION}`);
}
