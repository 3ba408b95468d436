/**
 * What the functions count, and alarms and the dashboard read: CloudWatch metrics, each with the dimension `FunctionName`. One
 * costs 30 cents a month, for the hours in which it has values.
 */

export const METRIC_NAMESPACE = 'Ordersaga';

export type MetricName =
  /** Tries of a step that failed for a reason that another try may mend. */
  | 'AttemptsFailed'
  /** Execution environments that began to serve. */
  | 'ColdStarts'
  /** Events that a target did not take, and that now lie in the bucket of undelivered events. */
  | 'EventsParked'
  /** Events that a sweep handed to their target again. */
  | 'EventsRedriven'
  /** Events that still lie in the bucket after a sweep. */
  | 'EventsUndelivered'
  /** Orders that were cancelled and undone. */
  | 'OrdersCancelled'
  /** Orders that got through. */
  | 'OrdersCompleted'
  | 'OrdersCreated'
  /** Orders that failed and were undone. */
  | 'OrdersFailed'
  /** Orders that wait for staff. */
  | 'OrdersParked'
  /** Orders that did not move although their saga was started again. */
  | 'OrdersStuck'
  /** Orders that a sweep started a saga for. */
  | 'OrdersSwept'
  /** For each payment that is decided: 1 if it was declined, 0 if it was taken. */
  | 'PaymentDeclined'
  /** Payments that began to wait for their customer or the bank. */
  | 'PaymentsAwaited'
  /** Refunds that the payment provider refused. */
  | 'RefundsRefused'
  /** Milliseconds from an order's creation to its completion. */
  | 'TimeToComplete'
  /** Deliveries to Stripe's webhook with a signature that isn't Stripe's. */
  | 'WebhooksRejected';
