/** The GraphQL request inside a `start` message. */
import type { GraphqlRequest } from '../api.ts';
import { isJsonObject, stringAt } from '../../../kernel/json.ts';
import { parseClientObject } from '../parse-client-json.ts';

/** Reads `payload.data` of a `start` message. Undefined if it holds no GraphQL request. */
export function parseOperation(data: string): GraphqlRequest | undefined {
  const fields = parseClientObject(data);
  const query = fields && stringAt(fields, 'query');
  if (!fields || query === undefined) return undefined;
  const { variables } = fields;
  return {
    query,
    variables: isJsonObject(variables) ? variables : {},
    operationName: stringAt(fields, 'operationName') ?? null,
  };
}
