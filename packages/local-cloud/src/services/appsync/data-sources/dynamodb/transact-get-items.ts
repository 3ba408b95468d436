/** TransactGetItems: items in the order of the request, null for a missing one. */
import { AwsError } from '../../../../aws/error.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { place, readRequest, refuseOthers, required, readString } from '../contract/request-document.ts';
import { succeeded } from '../contract/data-source.ts';
import { expressionAs } from './expressions.ts';
import { serviceError } from './service-error.ts';
import type { Operation } from './table-access.ts';
import { cancellationReasonsOf, readTransactItems } from './transaction.ts';
import { itemOrNull, toWireMap } from './typed-values.ts';

export const transactGetItems: Operation = async ({ call }, request) => {
  const gets = readTransactItems(readRequest(request, ['transactItems']), (item, at) => {
    refuseOthers(item, ['table', 'key', 'projection'], at);
    return {
      Get: {
        TableName: readString(required(item, 'table', at), place(at, 'table')),
        Key: toWireMap(required(item, 'key', at), place(at, 'key')),
        ...expressionAs('ProjectionExpression', item['projection'], place(at, 'projection')),
      },
    };
  });
  try {
    const { Responses: responses } = await call('TransactGetItems', { TransactItems: [...gets] });
    const found = Array.isArray(responses) ? responses : [];
    const items = found.map((response) => itemOrNull(isJsonObject(response) ? response['Item'] : undefined));
    return succeeded({ items, cancellationReasons: null });
  } catch (error) {
    const cancellationReasons = cancellationReasonsOf(error);
    if (!(error instanceof AwsError) || cancellationReasons === undefined) throw error;
    return serviceError(error, { items: null, cancellationReasons });
  }
};
