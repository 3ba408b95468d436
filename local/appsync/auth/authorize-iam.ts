/** AWS_IAM: a request signed by somebody whose secret is known here. */
import type { JsonObject, Principal } from '../../gateway/aws-call.ts';
import type { ApiDependencies } from '../api.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Provider } from './provider.ts';
import { isSignedWith, parseAuthorization } from './verify-signature.ts';

const DENIED = 'Permission denied';

export const createAuthorizeIam = (
  { region, accountId }: { readonly region: string; readonly accountId: string },
  { findPrincipal }: Pick<ApiDependencies, 'findPrincipal'>,
): Provider => ({
  mode: 'AWS_IAM',
  authorize: async (request, header) => {
    const authorization = parseAuthorization(header);
    if (authorization === undefined) throw new UnauthorizedError('Valid authorization header not provided.');
    const owner = findPrincipal(authorization.accessKeyId);
    const isSigned =
      owner !== undefined &&
      isSignedWith(owner.secretAccessKey, authorization, request, { region, service: 'appsync' });
    if (!isSigned) throw new UnauthorizedError(DENIED);
    const { principal } = owner;
    const identity = identityOf(principal, authorization.accessKeyId, accountId, request.sourceIp);
    return { mode: 'AWS_IAM', identity, groups: [], deniedFields: new Set(), principal };
  },
});

const identityOf = (
  principal: Principal,
  accessKeyId: string,
  accountId: string,
  sourceIp: readonly string[],
): JsonObject => ({
  accountId,
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  sourceIp: [...sourceIp],
  username: `${accessKeyId}:${SESSION}`,
  userArn: assumedRole(principal.arn),
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
});

/** Sessions have no names here. */
const SESSION = 'local';

/** Who calls with a role's credentials is known by the session, not by the role. */
const assumedRole = (arn: string): string =>
  arn.replace(/^arn:(\w+):iam::(\d*):role\/(?:.*\/)?([^/]+)$/, `arn:$1:sts::$2:assumed-role/$3/${SESSION}`);
