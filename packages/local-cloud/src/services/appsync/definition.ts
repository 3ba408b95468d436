/** The definition of one AppSync API, in the words of its CloudFormation resources, with references resolved. */
import type { Principal } from '../../aws/policy/policy.ts';

/** One authorization mode. Settings have CloudFormation's names, so that its objects can be spread into this. */
export type AuthMode =
  | { readonly type: 'API_KEY' }
  | { readonly type: 'AWS_IAM' }
  | ({ readonly type: 'AMAZON_COGNITO_USER_POOLS' } & UserPoolConfig)
  | ({ readonly type: 'OPENID_CONNECT' } & OpenIdConnectConfig)
  | ({ readonly type: 'AWS_LAMBDA' } & LambdaAuthorizerConfig);

export type AuthModeType = AuthMode['type'];

export type UserPoolConfig = {
  readonly UserPoolId: string;
  /** The API's own region when left out. */
  readonly AwsRegion?: string | undefined;
  /** Matched against the token's `aud` or `client_id`. */
  readonly AppIdClientRegex?: string | undefined;
  /** What happens to fields without a directive; `ALLOW` when left out. */
  readonly DefaultAction?: 'ALLOW' | 'DENY' | undefined;
};

export type OpenIdConnectConfig = {
  readonly Issuer: string;
  /** A regular expression matched against `aud` or `azp`. */
  readonly ClientId?: string | undefined;
  /** Milliseconds after `iat` for which a token is good. */
  readonly IatTTL?: number | undefined;
  /** Milliseconds after `auth_time` for which a token is good. */
  readonly AuthTTL?: number | undefined;
};

export type LambdaAuthorizerConfig = {
  /** ARN of the function. */
  readonly AuthorizerUri: string;
  /** Seconds for which AppSync keeps a decision; 300 by default. */
  readonly AuthorizerResultTtlInSeconds?: number | undefined;
  /** AppSync rejects a token that doesn't match without calling the function. */
  readonly IdentityValidationExpression?: string | undefined;
};

export type Signing = {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

export type DataSourceDefinition = {
  readonly name: string;
  /** `AMAZON_DYNAMODB`, `AWS_LAMBDA`, `NONE`, `HTTP` or `AMAZON_EVENTBRIDGE`; any other is an error. */
  readonly type: string;
  readonly tableName?: string | undefined;
  readonly functionArn?: string | undefined;
  readonly endpoint?: string | undefined;
  /** HTTP requests are signed with these: `AuthorizationConfig` of type `AWS_IAM`. */
  readonly signing?: Signing | undefined;
  readonly eventBusArn?: string | undefined;
  /** The service role: every call that this data source makes to AWS is made by it. */
  readonly principal: Principal;
};

export type FunctionDefinition = {
  readonly functionId: string;
  readonly name: string;
  readonly dataSourceName: string;
  /** APPSYNC_JS source. Left out, the data source must be a Lambda function, called directly. */
  readonly code?: string | undefined;
  readonly maxBatchSize?: number | undefined;
};

export type ResolverDefinition = {
  readonly typeName: string;
  readonly fieldName: string;
  readonly kind: 'UNIT' | 'PIPELINE';
  /** Of a unit resolver. */
  readonly dataSourceName?: string | undefined;
  /** Of a pipeline, in the order in which they run. */
  readonly functionIds?: readonly string[] | undefined;
  /** APPSYNC_JS source. Left out in a unit resolver, its data source must be a Lambda function, called directly. */
  readonly code?: string | undefined;
  readonly maxBatchSize?: number | undefined;
};

export type ApiDefinition = {
  readonly apiId: string;
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  readonly graphqlUrl: string;
  /** The schema document (SDL) as it is deployed, without AppSync's own scalars and directives. */
  readonly schema: string;
  /** The same document with descriptions, which introspection shows here; left out, introspection has those of `schema`. */
  readonly documentedSchema?: string | undefined;
  /** The default mode first, then the additional ones. */
  readonly authModes: readonly [AuthMode, ...AuthMode[]];
  readonly apiKeys: readonly { readonly key: string; readonly expiresAtEpochSeconds: number }[];
  /** `ctx.env`. */
  readonly environment: { readonly [name: string]: string };
  readonly dataSources: readonly DataSourceDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly resolvers: readonly ResolverDefinition[];
  /** 0 is off, else 1 to 75. */
  readonly queryDepthLimit: number;
  /** 0 is 10,000, else 1 to 10,000. */
  readonly resolverCountLimit: number;
  readonly introspection: 'ENABLED' | 'DISABLED';
};
