/** The IAM permissions that DynamoDB's operations need (Service Authorization Reference). */

import { arnOfName } from '../../aws/arn.ts';
import type { Account } from '../../aws/place.ts';
import type { Permission } from '../../gateway/operation.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';

export function permissionsFor(operation: string, input: JsonObject, account: Account): readonly Permission[] {
  const table = (name: string | undefined) => arnOfName(name ?? '*', 'dynamodb', account, 'table/');
  const items = TRANSACTIONS[operation];
  if (items)
    return transactionItems(input['TransactItems']).map(([kind, item]) => ({
      action: `dynamodb:${items[kind] ?? kind}`,
      resource: table(stringAt(item, 'TableName')),
    }));
  if (isJsonObject(input['RequestItems'])) {
    return Object.keys(input['RequestItems']).map((name) => ({
      action: `dynamodb:${operation}`,
      resource: table(name),
    }));
  }
  const index = stringAt(input, 'IndexName');
  const resource = table(stringAt(input, 'TableName')) + (index ? `/index/${index}` : '');
  return [{ action: `dynamodb:${operation}`, resource }];
}

/** Transactions aren't actions of their own: each of their items needs the permission of its plain counterpart. */
const TRANSACTIONS: { readonly [operation: string]: { readonly [item: string]: string } } = {
  TransactWriteItems: {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
  },
  TransactGetItems: { Get: 'GetItem' },
};

function transactionItems(items: JsonValue | undefined): readonly (readonly [string, JsonObject])[] {
  return (Array.isArray(items) ? items : []).flatMap((item) =>
    Object.entries(isJsonObject(item) ? item : {}).flatMap(([kind, member]) =>
      isJsonObject(member) ? [[kind, member] as const] : [],
    ),
  );
}
