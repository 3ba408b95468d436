/** TransactWriteItems: the written keys, or the reasons of the cancellation. */
import { AwsError } from '../../../../aws/error.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import {
  readBoolean,
  optional,
  place,
  readRequest,
  refuse,
  refuseOthers,
  required,
  readString,
} from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { expressionAs, mergeInput, readExpression } from './expressions.ts';
import { serviceError } from './service-error.ts';
import type { Operation } from './table-access.ts';
import { cancellationReasonsOf, readTransactItems } from './transaction.ts';
import { itemFromWire, toWireMap } from './typed-values.ts';

export const transactWriteItems: Operation = async ({ call }, request) => {
  const writes = readTransactItems(readRequest(request, ['transactItems']), readWrite);
  try {
    await call('TransactWriteItems', { TransactItems: writes.map(({ wire }) => wire) });
    return succeeded({ keys: writes.map(({ key }) => itemFromWire(key)), cancellationReasons: null });
  } catch (error) {
    const cancellationReasons = cancellationReasonsOf(error);
    if (!(error instanceof AwsError) || cancellationReasons === undefined) throw error;
    return serviceError(error, { keys: null, cancellationReasons });
  }
};

type Write = { readonly key: JsonObject; readonly wire: JsonObject };

type WriteKind = {
  /** The write as DynamoDB names it. */
  readonly wireName: string;
  readonly ownMember: 'attributeValues' | 'update' | undefined;
  readonly toWire: (item: JsonObject, key: JsonObject, at: string) => JsonObject;
};

const KINDS: ReadonlyMap<string, WriteKind> = new Map(
  Object.entries<WriteKind>({
    PutItem: {
      wireName: 'Put',
      ownMember: 'attributeValues',
      toWire: (item, key, at) => ({
        Item: { ...toWireMap(required(item, 'attributeValues', at), place(at, 'attributeValues')), ...key },
      }),
    },
    UpdateItem: {
      wireName: 'Update',
      ownMember: 'update',
      toWire: (item, key, at) => ({
        Key: key,
        ...expressionAs('UpdateExpression', required(item, 'update', at), place(at, 'update')),
      }),
    },
    DeleteItem: { wireName: 'Delete', ownMember: undefined, toWire: (_item, key) => ({ Key: key }) },
    ConditionCheck: {
      wireName: 'ConditionCheck',
      ownMember: undefined,
      toWire: (item, key, at) => {
        required(item, 'condition', at);
        return { Key: key };
      },
    },
  }),
);

function readWrite(item: JsonObject, at: string): Write {
  const operation = readString(required(item, 'operation', at), place(at, 'operation'));
  const kind = KINDS.get(operation) ?? refuse(`Unsupported operation '${operation}' in '${at}'.`);
  const common = ['operation', 'table', 'key', 'condition'];
  refuseOthers(item, kind.ownMember === undefined ? common : [...common, kind.ownMember], at);
  const key = toWireMap(required(item, 'key', at), place(at, 'key'));
  const TableName = readString(required(item, 'table', at), place(at, 'table'));
  const input = mergeInput(
    { TableName },
    kind.toWire(item, key, at),
    conditionOf(item['condition'], place(at, 'condition')),
  );
  return { key, wire: { [kind.wireName]: input } };
}

/** AppSync requests the blocking item unless the document says otherwise. */
function conditionOf(value: JsonValue | undefined, at: string): JsonObject {
  if (value === undefined || value === null) return {};
  const condition = readExpression(value, at);
  const returnsItem = optional(condition, 'returnValuesOnConditionCheckFailure', at, readBoolean) ?? true;
  return {
    ...expressionAs('ConditionExpression', condition, at, ['returnValuesOnConditionCheckFailure']),
    ReturnValuesOnConditionCheckFailure: returnsItem ? 'ALL_OLD' : 'NONE',
  };
}
