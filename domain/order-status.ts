/** Every move that an order can make. Nothing changes an order's status but this table. Keeps to what APPSYNC_JS allows. */
import { decideRefund, isRefundEvent, isRefundSettled, refundsOf } from './refunds.ts';
import type { Refundable } from './refunds.ts';
import type { OrderEventType, OrderStatus } from './schema.generated.ts';

/** Which way an order goes: to its completion, or back until everything is undone. */
export type Direction = 'FORWARD' | 'BACKWARD';

type Move = {
  /** The statuses from which the event may happen; empty for the event that creates the order. */
  readonly from: readonly OrderStatus[];
  /** The status after it; left out if the event doesn't change the status. */
  readonly to?: OrderStatus;
  /** Only for an order that goes this way. */
  readonly going?: Direction;
  /** Takes a parked order back to the status in which it was stuck, instead of `to`. */
  readonly resumes?: boolean;
  /** From here on the order goes back. */
  readonly turnsBack?: boolean;
  /** The event that this one takes back. If that never happened, there is nothing left to do. */
  readonly undoes?: OrderEventType;
  /** In a status of `from` there may be something to undo all the same: a charge whose response was lost. */
  readonly undoesUnrecorded?: boolean;
  /** Only once everything that happened and can be undone is undone. */
  readonly onceUndone?: boolean;
  /** Only if one of these has happened. */
  readonly onlyAfter?: readonly OrderEventType[];
  /** Never if that has happened. */
  readonly neverAfter?: OrderEventType;
  /** If one of these has happened, this one counts as done. */
  readonly needlessAfter?: readonly OrderEventType[];
  /** May happen again once the order has left `to`, or has come to it by another event; every other event happens once. */
  readonly repeats?: boolean;
};

/** Being undone. An order that needs attention can go on as soon as staff resume it. */
const UNDOING: readonly OrderStatus[] = ['COMPENSATING', 'NEEDS_ATTENTION'];

/** Going forward without a payment that is recorded; `neverAfter` leaves out the parked orders that have one. */
const UNPAID: readonly OrderStatus[] = ['PENDING', 'INVENTORY_RESERVED', 'AWAITING_PAYMENT', 'NEEDS_ATTENTION'];

export const MOVES: { readonly [type in OrderEventType]: Move } = {
  ORDER_CREATED: { from: [], to: 'PENDING' },
  INVENTORY_RESERVED: { from: ['PENDING', 'NEEDS_ATTENTION'], to: 'INVENTORY_RESERVED', going: 'FORWARD' },
  // A provider may ask the customer again when it has begun with the bank.
  PAYMENT_AWAITS_CUSTOMER: {
    from: ['INVENTORY_RESERVED', 'AWAITING_PAYMENT', 'NEEDS_ATTENTION'],
    to: 'AWAITING_PAYMENT',
    going: 'FORWARD',
    onlyAfter: ['INVENTORY_RESERVED'],
    neverAfter: 'PAYMENT_PROCESSED',
    repeats: true,
  },
  // Some ways to pay go on to the bank once the customer has confirmed.
  PAYMENT_AWAITS_PROVIDER: {
    from: ['INVENTORY_RESERVED', 'AWAITING_PAYMENT', 'NEEDS_ATTENTION'],
    to: 'AWAITING_PAYMENT',
    going: 'FORWARD',
    onlyAfter: ['INVENTORY_RESERVED'],
    neverAfter: 'PAYMENT_PROCESSED',
    repeats: true,
  },
  PAYMENT_PROCESSED: {
    from: ['INVENTORY_RESERVED', 'AWAITING_PAYMENT', 'NEEDS_ATTENTION'],
    to: 'PAYMENT_PROCESSED',
    going: 'FORWARD',
    onlyAfter: ['INVENTORY_RESERVED'],
  },
  ORDER_COMPLETED: {
    from: ['PAYMENT_PROCESSED', 'NEEDS_ATTENTION'],
    to: 'COMPLETED',
    going: 'FORWARD',
    onlyAfter: ['PAYMENT_PROCESSED'],
  },
  NOTIFICATION_SENT: { from: ['COMPLETED'], needlessAfter: ['NOTIFICATION_GIVEN_UP'] },
  NOTIFICATION_GIVEN_UP: { from: ['COMPLETED'], needlessAfter: ['NOTIFICATION_SENT'] },
  COMPENSATION_STARTED: {
    from: UNPAID,
    to: 'COMPENSATING',
    going: 'FORWARD',
    turnsBack: true,
    neverAfter: 'PAYMENT_PROCESSED',
    needlessAfter: ['CANCELLATION_REQUESTED', 'UNDOING_REQUESTED'],
  },
  CANCELLATION_REQUESTED: {
    from: UNPAID,
    to: 'COMPENSATING',
    going: 'FORWARD',
    turnsBack: true,
    neverAfter: 'PAYMENT_PROCESSED',
  },
  // The one way in which a paid order turns back: staff ask for it while the order waits for them.
  UNDOING_REQUESTED: {
    from: ['NEEDS_ATTENTION'],
    to: 'COMPENSATING',
    going: 'FORWARD',
    turnsBack: true,
    needlessAfter: ['COMPENSATION_STARTED', 'CANCELLATION_REQUESTED'],
  },
  // Staff let a parked order go on in its own direction. It may be parked again, and resumed again.
  RESUME_REQUESTED: { from: ['NEEDS_ATTENTION'], resumes: true, repeats: true },
  PAYMENT_REFUNDED: {
    // A charge can turn up when the order is closed already: two sagas of one order, and one was slow.
    from: [...UNDOING, 'FAILED', 'CANCELLED'],
    going: 'BACKWARD',
    undoes: 'PAYMENT_PROCESSED',
    undoesUnrecorded: true,
  },
  INVENTORY_RELEASED: { from: UNDOING, going: 'BACKWARD', undoes: 'INVENTORY_RESERVED' },
  ORDER_PARKED: {
    from: ['PENDING', 'INVENTORY_RESERVED', 'AWAITING_PAYMENT', 'PAYMENT_PROCESSED', 'COMPENSATING'],
    to: 'NEEDS_ATTENTION',
    repeats: true,
  },
  ORDER_FAILED: {
    from: UNDOING,
    to: 'FAILED',
    going: 'BACKWARD',
    onlyAfter: ['COMPENSATION_STARTED', 'UNDOING_REQUESTED'],
    onceUndone: true,
  },
  ORDER_CANCELLED: {
    from: UNDOING,
    to: 'CANCELLED',
    going: 'BACKWARD',
    onlyAfter: ['CANCELLATION_REQUESTED'],
    onceUndone: true,
  },
  // `decideRefund` has the rest: these happen to each refund once.
  REFUND_REQUESTED: { from: ['COMPLETED'] },
  REFUND_ISSUED: { from: ['COMPLETED'] },
  REFUND_FAILED: { from: ['COMPLETED'] },
  REFUND_NOTIFICATION_SENT: { from: ['COMPLETED'] },
  REFUND_NOTIFICATION_GIVEN_UP: { from: ['COMPLETED'] },
};

/** Whether a status is an order's last one. */
const FINALITY: { readonly [status in OrderStatus]: boolean } = {
  PENDING: false,
  INVENTORY_RESERVED: false,
  AWAITING_PAYMENT: false,
  PAYMENT_PROCESSED: false,
  COMPLETED: true,
  COMPENSATING: false,
  NEEDS_ATTENTION: false,
  FAILED: true,
  CANCELLED: true,
};

/** What a final status still has to wait for: one of these. */
const AFTERMATH: { readonly [status in OrderStatus]?: readonly OrderEventType[] } = {
  COMPLETED: ['NOTIFICATION_SENT', 'NOTIFICATION_GIVEN_UP'],
};

export function isFinal(status: OrderStatus): boolean {
  return FINALITY[status];
}

export function isOrderStatus(value: unknown): value is OrderStatus {
  return typeof value === 'string' && Object.hasOwn(FINALITY, value);
}

/** How far an order has come: its status, and every event that it has been through, oldest first. */
export type OrderProgress = Refundable & {
  readonly happened: readonly OrderEventType[];
};

/** Whether nothing is left to do for the order and its refunds. */
export function isSettled(order: OrderProgress): boolean {
  return isSagaOver(order) && refundsOf(order).every(isRefundSettled);
}

/** Whether nothing is left to do for the order itself: its status is final, and a completed one's customer was told. */
export function isSagaOver(order: OrderProgress): boolean {
  const awaited = AFTERMATH[order.status] ?? [];
  return isFinal(order.status) && (awaited.length === 0 || hasHappenedAny(order, awaited));
}

export type Decision = 'move' | 'already done' | 'not allowed';

/**
 * Whether this event may happen to this order now. A step that runs twice learns here that its event has happened. Events
 * of refunds are about the one of `refundId`.
 */
export function decide(order: OrderProgress, eventType: OrderEventType, refundId?: string): Decision {
  if (isRefundEvent(eventType)) return decideRefund(order, eventType, refundId);
  const move = MOVES[eventType];
  const isFrom =
    move.from.some((status) => status === order.status) && (!move.going || move.going === directionOf(order));
  if (move.repeats ? hasLedHere(order, eventType) : hasHappened(order, eventType)) return 'already done';
  if (hasHappenedAny(order, move.needlessAfter)) return 'already done';
  if (hasNothingToUndo(order, move) && !(isFrom && move.undoesUnrecorded)) return 'already done';
  if (!isFrom) return 'not allowed';
  if (move.onlyAfter && !hasHappenedAny(order, move.onlyAfter)) return 'not allowed';
  if (move.neverAfter && hasHappened(order, move.neverAfter)) return 'not allowed';
  if (move.onceUndone && leftToUndo(order).length > 0) return 'not allowed';
  return 'move';
}

/** The order's status after an event that is a move. */
export function statusAfter(order: OrderProgress, eventType: OrderEventType): OrderStatus {
  const { to, resumes } = MOVES[eventType];
  const { status } = order;
  return resumes ? statusOnResuming(order) : (to ?? status);
}

/**
 * From here a saga brings the order on, and the sweep watches it. An order that was parked while its payment waited asks
 * for it again, which tells the customer anew how to confirm it.
 */
function statusOnResuming(order: OrderProgress): OrderStatus {
  if (directionOf(order) === 'BACKWARD') return 'COMPENSATING';
  if (isPaid(order)) return 'PAYMENT_PROCESSED';
  return hasHappened(order, 'INVENTORY_RESERVED') ? 'INVENTORY_RESERVED' : 'PENDING';
}

/** Whether this event was the latest that gave the order the status which it has. */
function hasLedHere(order: OrderProgress, eventType: OrderEventType): boolean {
  const leading = order.happened.filter((happened) => MOVES[happened].to === order.status);
  return leading[leading.length - 1] === eventType;
}

/** The way that the order goes. It never turns forward again. */
export function directionOf(order: OrderProgress): Direction {
  return order.happened.some((eventType) => MOVES[eventType].turnsBack === true) ? 'BACKWARD' : 'FORWARD';
}

/** Whether the order's payment is recorded: from then on the order only goes forward, unless staff turn it back. */
export function isPaid(order: OrderProgress): boolean {
  return hasHappened(order, 'PAYMENT_PROCESSED');
}

export function hasHappened(order: OrderProgress, eventType: OrderEventType): boolean {
  return order.happened.some((happened) => happened === eventType);
}

/** Takes no list for an empty one: AppSync may evaluate what is right of `&&`. */
function hasHappenedAny(order: OrderProgress, eventTypes: readonly OrderEventType[] | undefined): boolean {
  return (eventTypes ?? []).some((eventType) => hasHappened(order, eventType));
}

function hasNothingToUndo(order: OrderProgress, move: Move): boolean {
  return move.undoes !== undefined && !hasHappened(order, move.undoes);
}

/** The events of an order that can be undone and have not been. */
export function leftToUndo(order: OrderProgress): OrderEventType[] {
  const undone = order.happened.map((eventType) => MOVES[eventType].undoes);
  const undoable = Object.values(MOVES).map((move) => move.undoes);
  return order.happened.filter((eventType) => undoable.indexOf(eventType) >= 0 && undone.indexOf(eventType) < 0);
}

/** What closes an order when everything is undone: its customer's wish, or else the failure of a step. */
export function closingEvent(order: OrderProgress): OrderEventType {
  return hasHappened(order, 'CANCELLATION_REQUESTED') ? 'ORDER_CANCELLED' : 'ORDER_FAILED';
}
