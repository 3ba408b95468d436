/** Every move that an order can make. Nothing changes an order's status but this table. Keeps to what APPSYNC_JS allows. */
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
  /** Only where that has happened. */
  readonly onlyAfter?: OrderEventType;
  /** Where that has happened, this one is as good as done. */
  readonly needlessAfter?: OrderEventType;
};

/** Being undone. An order that needs attention can go on as soon as somebody resumes it. */
const undoing: readonly OrderStatus[] = ['COMPENSATING', 'NEEDS_ATTENTION'];

export const moves: { readonly [type in OrderEventType]: Move } = {
  ORDER_CREATED: { from: [], to: 'PENDING' },
  INVENTORY_RESERVED: { from: ['PENDING'], to: 'INVENTORY_RESERVED' },
  PAYMENT_PROCESSED: { from: ['INVENTORY_RESERVED'], to: 'PAYMENT_PROCESSED' },
  NOTIFICATION_SENT: { from: ['PAYMENT_PROCESSED'] },
  ORDER_COMPLETED: { from: ['PAYMENT_PROCESSED'], to: 'COMPLETED' },
  COMPENSATION_STARTED: {
    from: ['PENDING', 'INVENTORY_RESERVED', 'PAYMENT_PROCESSED'],
    to: 'COMPENSATING',
    needlessAfter: 'CANCELLATION_REQUESTED',
  },
  CANCELLATION_REQUESTED: { from: ['PENDING', 'INVENTORY_RESERVED'], to: 'COMPENSATING' },
  // A charge can turn up when the order is closed already: two sagas of one order, and one was slow.
  PAYMENT_REFUNDED: { from: [...undoing, 'FAILED', 'CANCELLED'], undoes: 'PAYMENT_PROCESSED', undoesUnrecorded: true },
  INVENTORY_RELEASED: { from: undoing, undoes: 'INVENTORY_RESERVED' },
  ORDER_PARKED: { from: ['COMPENSATING'], to: 'NEEDS_ATTENTION' },
  ORDER_FAILED: { from: undoing, to: 'FAILED', onlyAfter: 'COMPENSATION_STARTED', onceUndone: true },
  ORDER_CANCELLED: { from: undoing, to: 'CANCELLED', onlyAfter: 'CANCELLATION_REQUESTED', onceUndone: true },
};

/** Whether an order has come to its end where it stands. */
const finality: { readonly [status in OrderStatus]: boolean } = {
  PENDING: false,
  INVENTORY_RESERVED: false,
  PAYMENT_PROCESSED: false,
  COMPLETED: true,
  COMPENSATING: false,
  NEEDS_ATTENTION: false,
  FAILED: true,
  CANCELLED: true,
};

export function isFinal(status: OrderStatus): boolean {
  return finality[status];
}

export function isOrderStatus(value: unknown): value is OrderStatus {
  return typeof value === 'string' && Object.hasOwn(finality, value);
}

/** How far an order has come: its status, and every event that it has been through, oldest first. */
export type OrderProgress = {
  readonly status: OrderStatus;
  readonly happened: readonly OrderEventType[];
};

export type Decision = 'move' | 'already done' | 'not allowed';

/** Whether this event may happen to this order now. Each event happens once; a step that runs twice learns so here. */
export function decide(order: OrderProgress, eventType: OrderEventType): Decision {
  const move = moves[eventType];
  const isFrom = move.from.some((status) => status === order.status);
  if (hasHappened(order, eventType)) return 'already done';
  if (move.needlessAfter && hasHappened(order, move.needlessAfter)) return 'already done';
  if (hasNothingToUndo(order, move) && !(isFrom && move.undoesUnrecorded)) return 'already done';
  if (!isFrom) return 'not allowed';
  if (move.onlyAfter && !hasHappened(order, move.onlyAfter)) return 'not allowed';
  if (move.onceUndone && leftToUndo(order).length > 0) return 'not allowed';
  return 'move';
}

export function hasHappened(order: OrderProgress, eventType: OrderEventType): boolean {
  return order.happened.some((happened) => happened === eventType);
}

function hasNothingToUndo(order: OrderProgress, move: Move): boolean {
  return move.undoes !== undefined && !hasHappened(order, move.undoes);
}

/** The events of an order that can be undone and have not been. */
export function leftToUndo(order: OrderProgress): OrderEventType[] {
  const undone = order.happened.map((eventType) => moves[eventType].undoes);
  const undoable = Object.values(moves).map((move) => move.undoes);
  return order.happened.filter((eventType) => undoable.indexOf(eventType) >= 0 && undone.indexOf(eventType) < 0);
}

/** What closes an order when everything is undone: its customer's wish, or else the failure of a step. */
export function closingEvent(order: OrderProgress): OrderEventType {
  return hasHappened(order, 'CANCELLATION_REQUESTED') ? 'ORDER_CANCELLED' : 'ORDER_FAILED';
}
