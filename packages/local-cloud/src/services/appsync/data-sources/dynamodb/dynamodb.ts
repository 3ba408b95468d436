/** AMAZON_DYNAMODB: eleven operations on tables, dispatched by the request document's `operation`. */
import { AwsError } from '../../../../aws/error.ts';
import type { CallAws } from '../../../../aws/call.ts';
import type { JsonObject } from '../../../../kernel/json.ts';
import type { Principal } from '../../../../aws/policy/policy.ts';
import { parseObject } from '../../../../kernel/json.ts';
import type { DataSource } from '../contract/data-source.ts';
import { createInvokeFunction } from '../lambda/lambda.ts';
import { readObject, refuse, required, ROOT, readString } from '../contract/request-document.ts';
import { batchDeleteItem } from './batch-delete-item.ts';
import { batchGetItem } from './batch-get-item.ts';
import { batchPutItem } from './batch-put-item.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { putItem } from './put-item.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { serviceError } from './service-error.ts';
import type { Operation, PageTokens, TableAccess } from './table-access.ts';
import { transactGetItems } from './transact-get-items.ts';
import { transactWriteItems } from './transact-write-items.ts';
import { updateItem } from './update-item.ts';

const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    GetItem: getItem,
    PutItem: putItem,
    UpdateItem: updateItem,
    DeleteItem: deleteItem,
    Query: query,
    Scan: scan,
    BatchGetItem: batchGetItem,
    BatchPutItem: batchPutItem,
    BatchDeleteItem: batchDeleteItem,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
  }),
);

export function createDynamoDbDataSource(
  callAws: CallAws,
  tableName: string,
  principal: Principal,
  pageTokens: PageTokens,
): DataSource {
  const table: TableAccess = {
    tableName,
    pageTokens,
    call: async (operation, input) => parse(await callAws({ service: 'dynamodb', operation, input, principal })),
    invoke: async (functionArn, payload) =>
      (await createInvokeFunction(callAws, functionArn, principal)(payload, 'RequestResponse')).result,
  };
  return async (request, scope) => {
    const operation = readString(required(readObject(request, ROOT), 'operation', ROOT), '$[operation]');
    const run = OPERATIONS.get(operation) ?? refuse(explainUnsupported(operation));
    try {
      return { ...(await run(table, request, scope)), isStored: true };
    } catch (error) {
      if (error instanceof AwsError) return serviceError(error);
      throw error;
    }
  };
}

/** Sync is for versioned data sources, which `createApi` doesn't support. */
function explainUnsupported(operation: string): string {
  return operation === 'Sync'
    ? "Unsupported operation 'Sync'. The data source is not versioned."
    : `Unsupported operation '${operation}'.`;
}

/** A user may have named an endpoint that isn't DynamoDB. */
function parse(text: string): JsonObject {
  const output = parseObject(text);
  if (output) return output;
  throw new AwsError('InternalServerError', 'Internal server error', 500);
}
