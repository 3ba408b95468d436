/**
 * Handles a failed condition of Put, Update and Delete as AppSync does: it reads the item, and if the item already is
 * as the request wants it, the failure is a success (Developer Guide, "Condition expressions").
 */
import { AwsError } from '../../../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import {
  readBoolean,
  readList,
  readObject,
  optional,
  place,
  refuseOthers,
  readString,
} from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import type { CallScope, DataSourceResult } from '../contract/data-source.ts';
import { askConflictHandler } from './ask-conflict-handler.ts';
import { expressionAs, readExpression } from './expressions.ts';
import { isSameItem } from './same-item.ts';
import { serviceError } from './service-error.ts';
import type { Operation, TableAccess } from './table-access.ts';
import { itemOrNull } from './typed-values.ts';

export type ConditionalWrite = {
  /** The item that the request wants; null if it wants none; undefined if that can't be known. */
  readonly wanted: JsonObject | null | undefined;
  /** Makes the write on a condition in wire form, `{}` for none. */
  readonly write: (condition: JsonObject) => Promise<DataSourceResult>;
  /** The operation itself, for a conflict handler that wants it tried again. */
  readonly operation: Operation;
};

const AT = '$[condition]';
const OWN_MEMBERS = ['equalsIgnore', 'consistentRead', 'conditionalCheckFailedHandler'];

export async function checkConditionally(
  table: TableAccess,
  document: JsonObject,
  key: JsonObject,
  scope: CallScope,
  { wanted, write, operation }: ConditionalWrite,
): Promise<DataSourceResult> {
  const wire = expressionAs('ConditionExpression', document['condition'], AT, OWN_MEMBERS);
  try {
    return await write(wire);
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== 'ConditionalCheckFailedException') throw error;
    const condition = readCondition(document['condition']);
    const { Item: found } = await table.call('GetItem', {
      TableName: table.tableName,
      Key: key,
      ConsistentRead: condition.consistentRead,
    });
    if (isAsWanted(wanted, found, condition.equalsIgnore)) return succeeded(itemOrNull(found));
    const rejected = serviceError(error, itemOrNull(found));
    if (condition.handlerArn === undefined) return rejected;
    const decision = await askConflictHandler(table, condition.handlerArn, document, found ?? null, scope);
    if (decision.action === 'retry') return operation(table, decision.request, scope);
    return decision.action === 'discard' ? succeeded(itemOrNull(found)) : rejected;
  }
}

function isAsWanted(
  wanted: JsonObject | null | undefined,
  found: JsonValue | undefined,
  equalsIgnore: readonly string[],
): boolean {
  if (wanted === undefined) return false;
  if (wanted === null) return found === undefined;
  return isJsonObject(found) && isSameItem(wanted, found, equalsIgnore);
}

type ConditionRules = {
  readonly equalsIgnore: readonly string[];
  readonly consistentRead: boolean;
  readonly handlerArn: string | undefined;
};

function readCondition(value: JsonValue | undefined): ConditionRules {
  const condition = value === undefined || value === null ? {} : readExpression(value, AT);
  return {
    equalsIgnore: optional(condition, 'equalsIgnore', AT, textsAt) ?? [],
    consistentRead: optional(condition, 'consistentRead', AT, readBoolean) ?? true,
    handlerArn: optional(condition, 'conditionalCheckFailedHandler', AT, handlerArnAt),
  };
}

function textsAt(value: JsonValue, at: string): readonly string[] {
  return readList(value, at).map((item, index) => readString(item, place(at, index)));
}

/** Undefined for the strategy Reject, which is the default. */
function handlerArnAt(value: JsonValue, at: string): string | undefined {
  const handler = readObject(value, at);
  refuseOthers(handler, ['strategy', 'lambdaArn'], at);
  if (handler['strategy'] !== 'Custom') return undefined;
  return readString(handler['lambdaArn'], place(at, 'lambdaArn'));
}
