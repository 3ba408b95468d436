/** Sends a request document to a data source through a resolver, and shows what the response handler sees. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { ApiDependencies } from '../api.ts';
import type { DataSourceDefinition } from '../definition.ts';
import { createTestApi, OWNER, unit } from './test-api.ts';
import { objectIn, stringIn } from './value-at.ts';

/** A response handler that returns `ctx.result` and `ctx.error`. */
export const SEEN = 'return { result: ctx.result, error: ctx.error ?? null };';

/** Returns `{ result, error }` of the response handler, or `{ errors }` if the field has failed. */
export async function runRequest(
  request: JsonObject,
  dataSource: Omit<DataSourceDefinition, 'name' | 'principal'>,
  dependencies: Partial<ApiDependencies> = {},
): Promise<JsonObject> {
  const { ask } = createTestApi(
    {
      schema: 'type Query { run(id: ID): AWSJSON }',
      dataSources: [{ ...dataSource, name: 'source', principal: OWNER }],
      resolvers: [unit('Query.run', 'source', `return ${JSON.stringify(request)};`, SEEN)],
    },
    dependencies,
  );
  const response = await ask('{ run(id: "x") }');
  const { errors } = response;
  return errors === undefined ? objectIn(stringIn(response, 'data', 'run')) : { errors };
}
