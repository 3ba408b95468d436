/** Puts an AppSync API together. */
import type { Api, ApiDependencies, Invalidation, PublishedEvent } from './api.ts';
import { readAccessRules } from './auth/access-rules.ts';
import { createAuthorize } from './auth/authorize.ts';
import type { ApiDefinition } from './definition.ts';
import { createPrepareDocument } from './document/prepare-document.ts';
import { createExecute } from './execution/execute.ts';
import { createPrepareOperation } from './execution/operation.ts';
import { createResolveField } from './execution/resolve-field.ts';
import { createHandleRequest } from './http/handle-request.ts';
import { createListeners } from './listeners.ts';
import { createResolvers } from './resolvers/create-resolvers.ts';
import { buildAppsyncSchema } from './schema/build-schema.ts';
import { createSubscribe } from './subscriptions/subscribe.ts';
import { readSubscriptionFields } from './subscriptions/subscription-fields.ts';

/**
 * Throws `DefinitionError` for a definition that AppSync would not take or the local cloud does not carry, and
 * `CodeError` for APPSYNC_JS code that AppSync would refuse.
 */
export function createApi(definition: ApiDefinition, dependencies: ApiDependencies): Api {
  const { warn } = dependencies;
  const schema = buildAppsyncSchema(definition.schema, { documented: definition.documentedSchema, warn });
  const prepareOperation = createPrepareOperation(schema, createPrepareDocument(schema, definition.introspection));
  const resolvers = createResolvers(definition, dependencies);
  const rules = readAccessRules(schema, definition.authModes, warn);
  const resolveField = createResolveField(schema, resolvers, rules, definition);
  const published = createListeners<PublishedEvent>();
  const invalidated = createListeners<Invalidation>();
  const parts = { schema, apiArn: definition.arn, prepareOperation, resolveField, isAllowed: dependencies.isAllowed };
  const authorize = createAuthorize(definition, dependencies);
  const execute = createExecute({
    ...parts,
    subscriptionFields: readSubscriptionFields(schema),
    publish: published.tell,
    invalidate: invalidated.tell,
  });
  return {
    handleRequest: createHandleRequest(authorize, execute, new URL(definition.graphqlUrl).pathname),
    authorize,
    execute,
    subscribe: createSubscribe(parts),
    onPublish: published.add,
    onInvalidate: invalidated.add,
  };
}
