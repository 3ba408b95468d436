/** Calls the function of `conditionalCheckFailedHandler` (strategy Custom), which decides about a failed condition. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import type { CallScope } from '../contract/data-source.ts';
import { readExpression } from './expressions.ts';
import type { TableAccess } from './table-access.ts';

export type ConflictDecision =
  | { readonly action: 'reject' | 'discard' }
  /** Try again with this request document, which names no handler. */
  | { readonly action: 'retry'; readonly request: JsonObject };

/** What a retry may change; its key and its operation stay. */
const CHANGEABLE = ['attributeValues', 'update', 'condition'];

/** `found` is the stored item in wire form. Any other response of the handler counts as `reject`. */
export async function askConflictHandler(
  table: TableAccess,
  functionArn: string,
  request: JsonObject,
  found: JsonValue,
  scope: CallScope,
): Promise<ConflictDecision> {
  const decision = await table.invoke(functionArn, {
    arguments: scope.arguments,
    requestMapping: request,
    currentValue: found,
    resolver: {
      tableName: table.tableName,
      awsRegion: scope.region,
      parentType: scope.parentTypeName,
      field: scope.fieldName,
      outputType: scope.outputType,
    },
    identity: scope.identity,
  });
  if (!isJsonObject(decision)) return { action: 'reject' };
  if (decision['action'] === 'discard') return { action: 'discard' };
  if (decision['action'] !== 'retry' || !isJsonObject(decision['retryMapping'])) return { action: 'reject' };
  return { action: 'retry', request: retryOf(request, decision['retryMapping']) };
}

function retryOf(request: JsonObject, changes: JsonObject): JsonObject {
  const changed = Object.entries(changes).filter(([name]) => CHANGEABLE.includes(name));
  const retry: JsonObject = { ...request, ...Object.fromEntries(changed) };
  if (retry['condition'] === undefined || retry['condition'] === null) return retry;
  const { conditionalCheckFailedHandler: _handler, ...condition } = readExpression(retry['condition'], '$[condition]');
  return { ...retry, condition };
}
