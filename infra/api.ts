/** The GraphQL API: its schema, who may call it, and a resolver for each field of `resolvers.ts`. */
import { CfnOutput, Expiration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnGraphQLApi,
  CfnGraphQLSchema,
  Code,
  Definition,
  FunctionRuntime,
  GraphqlApi,
  IntrospectionConfig,
} from 'aws-cdk-lib/aws-appsync';
import type { AppsyncFunction, AuthorizationMode } from 'aws-cdk-lib/aws-appsync';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Auth } from './auth.ts';
import { dataSources } from './data-sources.ts';
import { PLAYGROUND_CALLERS, playgroundTabs } from './playground.ts';
import { PIPELINE_RESOLVERS, resolverCode, UNIT_RESOLVERS } from './resolvers.ts';
import type { PipelineStep } from './resolvers.ts';
import { contractFor } from './schema.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

type ApiProps = { readonly stage: Stage; readonly tables: Tables; readonly auth: Auth };

export class Api extends Construct {
  readonly graphqlApi: GraphqlApi;

  constructor(scope: Construct, { stage, tables, auth }: ApiProps) {
    super(scope, 'Api');
    const { documented, deployed } = contractFor(stage);
    this.graphqlApi = new GraphqlApi(this, 'GraphqlApi', {
      name: Stack.of(this).stackName,
      definition: Definition.fromSchema(deployed),
      authorizationConfig: {
        defaultAuthorization: usersOf(auth.customers),
        additionalAuthorizationModes: additionalModes(stage, auth),
      },
      environmentVariables: {
        ORDERS_TABLE: tables.orders.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        IDEMPOTENCY_TABLE: tables.idempotency.tableName,
        PRODUCTS_TABLE: tables.products.tableName,
        STAFF_ISSUER: auth.staff.userPoolProviderUrl,
        CALLER_LIMITS_TABLE: tables.callerLimits.tableName,
        CALLER_LIMITS: JSON.stringify(stage.callerLimits),
      },
      xrayEnabled: true,
      queryDepthLimit: stage.limits.queryDepth,
      resolverCountLimit: stage.limits.resolversPerRequest,
      introspectionConfig: stage.introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
    });
    addResolvers(this.graphqlApi, tables);
    addLogs(this.graphqlApi, stage);
    cfnSchema(this.graphqlApi).addMetadata('LocalCloud::Documentation', { Definition: documented });
    cfnApi(this.graphqlApi).addMetadata('LocalCloud::Playground', {
      tabs: playgroundTabs(),
      callers: PLAYGROUND_CALLERS,
    });

    new CfnOutput(scope, 'ApiId', { value: this.graphqlApi.apiId });
    new CfnOutput(scope, 'GraphQLUrl', { value: this.graphqlApi.graphqlUrl });
    if (this.graphqlApi.apiKey) new CfnOutput(scope, 'ApiKey', { value: this.graphqlApi.apiKey });
  }
}

function usersOf(userPool: UserPool): AuthorizationMode {
  return { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: { userPool } };
}

function additionalModes(stage: Stage, { staff }: Auth): AuthorizationMode[] {
  const modes = [usersOf(staff), { authorizationType: AuthorizationType.IAM }];
  if (!stage.apiKey) return modes;
  const apiKeyConfig = { name: 'development', expires: Expiration.atDate(inElevenMonths()) };
  return [...modes, { authorizationType: AuthorizationType.API_KEY, apiKeyConfig }];
}

/** A key lives for a year at most. Every deployment prolongs it, yet the template changes only once a month. */
function inElevenMonths(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 11, 1));
}

function addResolvers(api: GraphqlApi, tables: Tables): void {
  const sources = dataSources(api, tables);
  const code = resolverCode();
  const codeOf = (name: string) => ({
    runtime: FunctionRuntime.JS_1_0_0,
    code: Code.fromInline(code.get(name) ?? ''),
  });

  for (const { field, dataSource } of UNIT_RESOLVERS) {
    api.createResolver(field, { ...typeAndField(field), dataSource: sources[dataSource], ...codeOf(field) });
  }
  for (const { field, steps } of PIPELINE_RESOLVERS) {
    const functions = new Map<string, AppsyncFunction>();
    const functionOf = ({ name, dataSource }: PipelineStep): AppsyncFunction => {
      const functionName = name.replaceAll('-', '_');
      const properties = { name: functionName, ...codeOf(`${field}/${name}`) };
      const found = functions.get(name) ?? sources[dataSource].createFunction(name, properties);
      functions.set(name, found);
      return found;
    };
    api.createResolver(field, { ...typeAndField(field), pipelineConfig: steps.map(functionOf), ...codeOf(field) });
  }
}

function typeAndField(name: string): { typeName: string; fieldName: string } {
  const [typeName = '', fieldName = ''] = name.split('.');
  return { typeName, fieldName };
}

/** Errors of fields and what resolvers log, in a log group that forgets. (CDK's own `logConfig` brings a Lambda function to set that up.) */
function addLogs(api: GraphqlApi, stage: Stage): void {
  const logGroup = new LogGroup(api, 'Logs', {
    logGroupName: `/aws/appsync/apis/${api.apiId}`,
    retention: stage.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(api, 'LogsRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  logGroup.grantWrite(role);
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-ASC3',
    reason: 'Requests and responses name customers and what they buy, so no log may hold them.',
  });
  cfnApi(api).logConfig = { cloudWatchLogsRoleArn: role.roleArn, fieldLogLevel: 'INFO', excludeVerboseContent: true };
}

function cfnApi(api: GraphqlApi): CfnGraphQLApi {
  const resource = api.node.defaultChild ?? api.node.findChild('Resource');
  if (!(resource instanceof CfnGraphQLApi)) throw new Error('The API construct has no API resource');
  return resource;
}

function cfnSchema(api: GraphqlApi): CfnGraphQLSchema {
  const resource = api.node.findChild('Schema');
  if (!(resource instanceof CfnGraphQLSchema)) throw new Error('The API construct has no schema resource');
  return resource;
}
