/** What Query and Scan share: one page of items, and the token for the next one. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { readBoolean, optional, ROOT, readString, readInteger } from '../contract/request-document.ts';
import { failed, succeeded } from '../contract/data-source.ts';
import type { CallScope, DataSourceResult } from '../contract/data-source.ts';
import { expressionAs, mergeInput } from './expressions.ts';
import type { TableAccess } from './table-access.ts';
import { itemFromWire } from './typed-values.ts';

/** Members of the request document that this reads. */
export const PAGE_MEMBERS = ['index', 'filter', 'limit', 'nextToken', 'consistentRead', 'projection', 'select'];

/** `own` is what only the operation itself sends. */
export async function readPage(
  { tableName, call, pageTokens }: TableAccess,
  operation: 'Query' | 'Scan',
  document: JsonObject,
  scope: CallScope,
  own: JsonObject,
): Promise<DataSourceResult> {
  const index = optional(document, 'index', ROOT, readString);
  const limit = optional(document, 'limit', ROOT, readInteger);
  const select = optional(document, 'select', ROOT, readString);
  const input = mergeInput(
    { TableName: tableName, ConsistentRead: optional(document, 'consistentRead', ROOT, readBoolean) ?? false },
    index === undefined ? {} : { IndexName: index },
    select === undefined ? {} : { Select: select },
    own,
    expressionAs('FilterExpression', document['filter'], '$[filter]'),
    expressionAs('ProjectionExpression', document['projection'], '$[projection]'),
  );
  const purpose = `${scope.askerId} ${operation} ${createHash('sha256').update(JSON.stringify(input)).digest('hex')}`;
  const token = optional(document, 'nextToken', ROOT, readString);
  const startKey = token === undefined ? undefined : pageTokens.open(token, purpose);
  if (token !== undefined && startKey === undefined) return invalidToken();
  const answer = await call(operation, {
    ...input,
    ...(limit === undefined ? {} : { Limit: limit }),
    ...(startKey === undefined ? {} : { ExclusiveStartKey: startKey }),
  });
  const { Items: items, LastEvaluatedKey: lastKey, ScannedCount: scannedCount = null } = answer;
  return succeeded({
    items: Array.isArray(items) ? items.filter(isJsonObject).map(itemFromWire) : [],
    nextToken: isJsonObject(lastKey) ? pageTokens.seal(lastKey, purpose) : null,
    scannedCount,
  });
}

/** The words are captured: aws-amplify/amplify-cli issue 3411. */
function invalidToken(): DataSourceResult {
  return failed(
    'DynamoDB:UserIllegalArgumentException',
    'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
  );
}
