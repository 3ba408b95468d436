/** AWS_LAMBDA: a function decides, and AppSync keeps its decision for a while. */
import { randomUUID } from 'node:crypto';
import type { CallAws } from '../../../aws/call.ts';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { AuthorizationRequest, Caller, HeaderMap } from '../api.ts';
import { createInvokeFunction } from '../data-sources/lambda/lambda.ts';
import type { ApiDefinition, LambdaAuthorizerConfig } from '../definition.ts';
import { UnauthorizedError } from '../errors.ts';
import type { Provider } from './provider.ts';
import { readPattern } from './read-pattern.ts';

/** The service itself calls the function; a resource policy of the function allows it. */
const APPSYNC: Principal = { arn: 'appsync.amazonaws.com', permissions: 'administrator' };

/** Seconds; CloudFormation's default of `AuthorizerResultTtlInSeconds`. */
const DEFAULT_TTL_SECONDS = 300;

/** AppSync quotas, "Lambda authorizer". */
const MAX_CALL_MS = 10_000;
const MAX_KEPT_BYTES = 1_048_576;

const MAX_KEPT = 1_000;

export function createAuthorizeLambda(
  config: LambdaAuthorizerConfig,
  definition: ApiDefinition,
  { callAws }: { readonly callAws: CallAws },
): Provider {
  const invoke = createInvokeFunction(callAws, config.AuthorizerUri, APPSYNC);
  const expression = config.IdentityValidationExpression;
  const form = expression === undefined ? undefined : readPattern('IdentityValidationExpression', expression, false);
  const kept = createBoundedMap<string, Caller>(MAX_KEPT);
  return {
    mode: 'AWS_LAMBDA',
    authorize: async (request, token) => {
      if (form?.test(token) === false) throw new UnauthorizedError();
      const known = kept.get(token);
      if (known !== undefined) return known;
      const { result, error } = await withinLimit(invoke(eventOf(token, request, definition), 'RequestResponse'));
      if (error !== null || !isJsonObject(result) || result['isAuthorized'] !== true) throw new UnauthorizedError();
      const caller = callerOf(result, definition);
      const ttlSeconds = Number(result['ttlOverride'] ?? config.AuthorizerResultTtlInSeconds ?? DEFAULT_TTL_SECONDS);
      if (ttlSeconds > 0 && Buffer.byteLength(JSON.stringify(result)) < MAX_KEPT_BYTES) {
        kept.set(token, caller, ttlSeconds * 1000);
      }
      return caller;
    },
  };
}

function eventOf(token: string, { operation, headers }: AuthorizationRequest, definition: ApiDefinition): JsonObject {
  return {
    authorizationToken: token,
    requestContext: {
      apiId: definition.apiId,
      accountId: definition.accountId,
      requestId: randomUUID(),
      queryString: operation.query,
      operationName: operation.operationName,
      variables: operation.variables,
    },
    requestHeaders: plainHeaders(headers),
  };
}

function plainHeaders(headers: HeaderMap): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : (value ?? []).join(',')]),
  );
}

function callerOf(decision: JsonObject, definition: ApiDefinition): Caller {
  return {
    mode: 'AWS_LAMBDA',
    identity: { resolverContext: isJsonObject(decision['resolverContext']) ? decision['resolverContext'] : {} },
    groups: [],
    deniedFields: new Set(stringsIn(decision['deniedFields']).map((field) => fieldName(field, definition))),
  };
}

function stringsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** `Type.field` of `arn:…:apis/ID/types/Type/fields/field`; the short form stays. */
function fieldName(field: string, { arn }: ApiDefinition): string {
  if (!field.startsWith(`${arn}/types/`)) return field;
  return field.slice(`${arn}/types/`.length).replace('/fields/', '.');
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new UnauthorizedError()), MAX_CALL_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
