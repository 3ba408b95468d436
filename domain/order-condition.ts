/** The condition for writing an order over: it is still as it was read. Keeps to what APPSYNC_JS allows. */
import type { StoredOrder } from './order.ts';

/**
 * A DynamoDB condition: nothing has moved the order, and no charge was begun for it. A charge is begun without a move,
 * so the version alone would let a move that read the order before it wipe the charge's id away.
 */
export const AS_IT_WAS_READ = {
  expression: '#version = :version AND #status = :status AND (attribute_not_exists(#intent) OR #intent = :intent)',
  names: { '#version': 'version', '#status': 'status', '#intent': 'paymentIntentId' },
};

/** The values of the condition, for the order as it was read. */
export function valuesAsRead(order: StoredOrder): { [placeholder: string]: string | number } {
  return {
    ':version': order.version,
    ':status': order.status,
    ':intent': order.paymentIntentId ?? 'none',
  };
}
