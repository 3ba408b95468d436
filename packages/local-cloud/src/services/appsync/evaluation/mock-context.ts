/** Reads the mock context of `EvaluateCode` as what a handler gets. */

import type { HandlerContext } from '@ordersaga/appsync-js';
import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, parseObject, stringAt, stringsOf } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';

/** Throws `BadRequestException` if the string isn't a JSON object, or names the members that can't be so. */
export function readMockContext(text: string): Partial<HandlerContext> {
  const context = parseObject(text);
  if (!context) throw new AwsError('BadRequestException', 'The context is not a JSON object.');
  const wrong = Object.entries(CHECKS).filter(([name, check]) => isGiven(context[name]) && !check(context[name]));
  if (wrong.length > 0) {
    const names = wrong.map(([name]) => `ctx.${name}`).join(', ');
    throw new AwsError(
      'BadRequestException',
      `The following properties in your mock context object failed validation: ${names}`,
    );
  }
  return contextOf(context);
}

function isGiven(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}

/**
 * What members must be. AppSync names those that aren't so in these words (a comment of localstack/appsync-utils, in the
 * test of `util.authType`, which was recorded there); of which members it asks what isn't documented. An identity has no
 * members but those of AppSync's authorization modes.
 */
const CHECKS: { readonly [name: string]: (value: JsonValue | undefined) => boolean } = {
  arguments: isJsonObject,
  identity: (value) => isJsonObject(value) && Object.keys(value).every((name) => IDENTITY_MEMBERS.has(name)),
  stash: isJsonObject,
  prev: isJsonObject,
  request: isJsonObject,
  info: isJsonObject,
  env: isJsonObject,
  error: isJsonObject,
};

/** Developer Guide, "Resolver context object reference", "Identity". */
const IDENTITY_MEMBERS: ReadonlySet<string> = new Set([
  'accountId',
  'claims',
  'cognitoIdentityAuthProvider',
  'cognitoIdentityAuthType',
  'cognitoIdentityId',
  'cognitoIdentityPoolId',
  'defaultAuthStrategy',
  'groups',
  'issuer',
  'resolverContext',
  'sourceIp',
  'sub',
  'userArn',
  'username',
]);

function contextOf(context: JsonObject): Partial<HandlerContext> {
  const { arguments: args, identity, source, stash, prev, result, error, env, request, info } = context;
  return {
    ...(isJsonObject(args) && { arguments: args }),
    ...(isJsonObject(identity) && { identity }),
    ...(source !== undefined && { source }),
    ...(isJsonObject(stash) && { stash }),
    ...(isJsonObject(prev) && { prev: { result: prev['result'] ?? null } }),
    ...(result !== undefined && { result }),
    ...(isJsonObject(error) && { error: errorOf(error) }),
    ...(isJsonObject(env) && { env: stringsOf(env) }),
    ...(isJsonObject(request) && { request: { headers: {}, domainName: null, ...request } }),
    ...(isJsonObject(info) && { info }),
  };
}

function errorOf(error: JsonObject): { readonly message: string; readonly type: string } {
  return { message: stringAt(error, 'message') ?? '', type: stringAt(error, 'type') ?? '' };
}
