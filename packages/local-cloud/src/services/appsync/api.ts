/** One AppSync API, as the HTTP server, the real-time endpoint and other services in the process use it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invalidation } from '@ordersaga/appsync-js';
import type { JSONWebKeySet } from 'jose';
import type { CallAws } from '../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { Principal } from '../../aws/policy/policy.ts';
import type { LoadCode } from './code/load-code.ts';
import type { AuthModeType } from './definition.ts';
import type { RequestLog } from './operation/request-log.ts';

export type ApiDependencies = {
  readonly callAws: CallAws;
  readonly loadCode: LoadCode;
  /** Finds the owner of an access key; needed by the mode AWS_IAM. */
  readonly findPrincipal: (accessKeyId: string) => AccessKeyOwner | undefined;
  /** Whether the principal's policies allow an action on a resource; needed by the mode AWS_IAM. */
  readonly isAllowed: (principal: Principal, action: string, resourceArn: string) => boolean;
  /**
   * The public keys of a token issuer, by the issuer's URL (`https://cognito-idp.REGION.amazonaws.com/POOL_ID` for a
   * user pool). Undefined for an unknown issuer; OPENID_CONNECT then gets the keys by discovery.
   */
  readonly findJwks: (issuer: string) => JSONWebKeySet | undefined;
  /** Called while the API is created, for each thing that AppSync does and the API's author may not expect. */
  readonly warn: (message: string) => void;
  /** None if left out. */
  readonly log?: RequestLog;
};

export type AccessKeyOwner = {
  readonly principal: Principal;
  readonly secretAccessKey: string;
  /** Of temporary credentials, such as a role's; requests must include it. */
  readonly sessionToken?: string;
};

/** Header names in lower case. */
export type HeaderMap = { readonly [name: string]: string | readonly string[] | undefined };

/** What `authorize` looks at. For real-time, `headers` is the header JSON of the message, its names lowered. */
export type AuthorizationRequest = {
  readonly headers: HeaderMap;
  /** Of the HTTP request; POST when left out. */
  readonly method?: 'GET' | 'POST';
  /** Of the HTTP request, without its question mark. */
  readonly queryString?: string | undefined;
  /** Path that was signed: that of `graphqlUrl`; for a real-time connect the same followed by `/connect`. */
  readonly path: string;
  /** String that was signed: the HTTP body, `{}` for a real-time connect, the `data` text for a real-time `start`. */
  readonly body: string;
  /** The client's addresses, nearest hop last. */
  readonly sourceIp: readonly string[];
  /** Passed to a Lambda authorizer. For a real-time connect `operationName` is `DeepDish:Connect`. */
  readonly operation: GraphqlRequest;
};

/** The caller of a request, once authorized. */
export type Caller = {
  readonly mode: AuthModeType;
  /** `ctx.identity`. */
  readonly identity: JsonObject | null;
  /** Groups of a user pool's member; empty in every other mode. */
  readonly groups: readonly string[];
  /** `Type.field` that a Lambda authorizer took away. */
  readonly deniedFields: ReadonlySet<string>;
  /** In the mode AWS_IAM: its policies decide about root fields. */
  readonly principal?: Principal;
};

export type GraphqlRequest = {
  readonly query: string;
  readonly variables: JsonObject;
  readonly operationName: string | null;
};

/** An entry of `errors`, as it goes over the wire. */
export type ResponseError = {
  readonly path?: readonly (string | number)[] | null;
  readonly data?: JsonValue;
  readonly errorType?: string | null;
  readonly errorInfo?: JsonValue;
  readonly locations?: readonly SourceLocation[] | null;
  readonly message: string;
};

export type SourceLocation = { readonly line: number; readonly column: number; readonly sourceName: null };

export type GraphqlResponse = {
  /** 200, even with errors; 400 when the request is malformed, 401 when its caller may not use any of its fields. */
  readonly statusCode: number;
  /** The whole response, `{"data":…,"errors":[…]}`, as JSON. */
  readonly body: string;
  /** Headers that resolvers added. */
  readonly headers: { readonly [name: string]: string };
};

/** The result of a mutation that subscriptions listen to. */
export type PublishedEvent = {
  readonly mutationField: string;
  /** Fields of type Subscription that list the mutation in `@aws_subscribe`. */
  readonly subscriptionFields: readonly string[];
  /** The mutation field's value as its caller selected it: a field with an alias is there under the alias alone. */
  readonly result: JsonObject;
};

/** A live subscription, without anything about its transport. */
export type Subscription = {
  readonly fieldName: string;
  /** True when the event is for this subscriber. Call it only with events that list `fieldName`. */
  readonly matches: (event: PublishedEvent) => boolean;
  /** The payload of a `data` message (`{"data":{…}}`, with `errors` when there are some) as JSON. */
  readonly format: (event: PublishedEvent) => string;
  /** True when the invalidation ends this subscription. Call it only with invalidations of `fieldName`. */
  readonly isEndedBy: (invalidation: Invalidation) => boolean;
};

export type SubscribeResult = { readonly errors: readonly ResponseError[] } | { readonly subscription: Subscription };

export type Api = {
  /** Responds to one HTTP request (POST, GET, OPTIONS) of the GraphQL path. */
  readonly handleRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /**
   * Identifies the caller. Throws `UnauthorizedError` (`errorType`, `message`, `statusCode` as AppSync returns them) if
   * the credentials aren't good.
   */
  readonly authorize: (request: AuthorizationRequest) => Promise<Caller>;
  /** Runs a query or a mutation. Never throws: errors are in the response. */
  readonly execute: (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<GraphqlResponse>;
  /** Registers a subscription: checks it, runs its resolver, builds its filter. Never throws. */
  readonly subscribe: (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<SubscribeResult>;
  /** Called after each mutation that subscriptions listen to. Returns a function that stops the calls. */
  readonly onPublish: (listener: (event: PublishedEvent) => void) => () => void;
  readonly onInvalidate: (listener: (invalidation: Invalidation) => void) => () => void;
};
