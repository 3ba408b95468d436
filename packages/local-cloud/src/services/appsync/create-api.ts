/** Puts an AppSync API together. */
import type { Invalidation } from '@ordersaga/appsync-js';
import type { Api, ApiDependencies, PublishedEvent } from './api.ts';
import { readAccessRules } from './auth/access-rules.ts';
import { createAuthorize } from './auth/authorize.ts';
import type { ApiDefinition } from './definition.ts';
import { createPrepareDocument } from './document/prepare-document.ts';
import { createAdmitOperation } from './execution/admit-operation.ts';
import { createExecute } from './execution/execute.ts';
import { createPrepareOperation } from './execution/prepare-operation.ts';
import { createResolveField } from './execution/resolve-field.ts';
import { createHandleRequest } from './http/handle-request.ts';
import { createListeners } from './listeners.ts';
import { NO_LOG } from './operation/request-log.ts';
import { createResolvers } from './resolvers/create-resolvers.ts';
import { buildAppsyncSchema } from './schema/build-schema.ts';
import { createSubscribe } from './subscriptions/subscribe.ts';
import { readSubscriptionFields } from './schema/subscription-fields.ts';

/**
 * Throws `DefinitionError` for a definition that AppSync rejects or that the local cloud doesn't support, and
 * `CodeError` for APPSYNC_JS code that AppSync rejects.
 */
export function createApi(definition: ApiDefinition, dependencies: ApiDependencies): Api {
  const { warn, log = NO_LOG } = dependencies;
  const schema = buildAppsyncSchema(definition.schema, { documented: definition.documentedSchema, warn });
  const prepareOperation = createPrepareOperation(schema, createPrepareDocument(schema, definition.introspection));
  const resolvers = createResolvers(definition, dependencies);
  const rules = readAccessRules(schema, definition.authModes, warn);
  const engine = { schema, resolveField: createResolveField(schema, resolvers, rules, definition), log };
  const admit = createAdmitOperation(prepareOperation, definition.arn, dependencies.isAllowed);
  const published = createListeners<PublishedEvent>();
  const invalidated = createListeners<Invalidation>();
  const authorize = createAuthorize(definition, dependencies);
  const execute = createExecute({
    engine,
    admit,
    subscriptionFields: readSubscriptionFields(schema),
    publish: published.tell,
    invalidate: invalidated.tell,
  });
  return {
    handleRequest: createHandleRequest(authorize, execute, new URL(definition.graphqlUrl).pathname),
    authorize,
    execute,
    subscribe: createSubscribe(engine, admit),
    onPublish: published.add,
    onInvalidate: invalidated.add,
  };
}
