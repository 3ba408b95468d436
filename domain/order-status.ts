/** Every move that an order can make. Nothing changes an order's status except through this table. */
import type { OrderEventType, OrderStatus } from './schema.generated.ts';

type Move = {
  /** Where the order may stand before; empty for the event that creates it. */
  readonly from: readonly OrderStatus[];
  /** Where it stands then; left out where the event changes nothing about that. */
  readonly to?: OrderStatus;
  /** The event that this one takes back. Where that never happened, there is nothing left to do. */
  readonly undoes?: OrderEventType;
  /** While the order stands in `from`, there may be something to undo all the same: a charge whose answer was lost. */
  readonly undoesUnrecorded?: boolean;
  /** Only once everything that happened and can be undone is undone. */
  readonly onceUndone?: boolean;
};

export const moves: { readonly [type in OrderEventType]: Move } = {
  ORDER_CREATED: { from: [], to: 'PENDING' },
  INVENTORY_RESERVED: { from: ['PENDING'], to: 'INVENTORY_RESERVED' },
  PAYMENT_PROCESSED: { from: ['INVENTORY_RESERVED'], to: 'PAYMENT_PROCESSED' },
  NOTIFICATION_SENT: { from: ['PAYMENT_PROCESSED'] },
  ORDER_COMPLETED: { from: ['PAYMENT_PROCESSED'], to: 'COMPLETED' },
  COMPENSATION_STARTED: { from: ['PENDING', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED'], to: 'COMPENSATING' },
  // A charge can turn up when the order has failed already: two sagas of one order, and one was slow.
  PAYMENT_REFUNDED: { from: ['COMPENSATING', 'FAILED'], undoes: 'PAYMENT_PROCESSED', undoesUnrecorded: true },
  INVENTORY_RELEASED: { from: ['COMPENSATING'], undoes: 'INVENTORY_RESERVED' },
  ORDER_FAILED: { from: ['COMPENSATING'], to: 'FAILED', onceUndone: true },
};

export const orderStatuses: readonly OrderStatus[] = [
  ...new Set(Object.values(moves).flatMap(({ to }) => to ?? [])),
];

/** How far an order has come: its status, and every event that it has been through, oldest first. */
export type OrderProgress = {
  readonly status: OrderStatus;
  readonly happened: readonly OrderEventType[];
};

export type Decision = 'move' | 'already done' | 'not allowed';

/** Whether this event may happen to this order now. Each event happens once; a step that runs twice learns so here. */
export function decide(order: OrderProgress, eventType: OrderEventType): Decision {
  const move = moves[eventType];
  const isFrom = move.from.includes(order.status);
  if (order.happened.includes(eventType)) return 'already done';
  if (hasNothingToUndo(order, move) && !(isFrom && move.undoesUnrecorded)) return 'already done';
  if (!isFrom) return 'not allowed';
  if (move.onceUndone && leftToUndo(order).length > 0) return 'not allowed';
  return 'move';
}

function hasNothingToUndo(order: OrderProgress, move: Move): boolean {
  return move.undoes !== undefined && !order.happened.includes(move.undoes);
}

/** The events of an order that can be undone and have not been. */
export function leftToUndo(order: OrderProgress): OrderEventType[] {
  const undone = order.happened.map((eventType) => moves[eventType].undoes);
  const undoable = Object.values(moves).map((move) => move.undoes);
  return order.happened.filter((eventType) => undoable.includes(eventType) && !undone.includes(eventType));
}
