/** What the functions count and the alarms read: CloudWatch metrics, each with the dimension `FunctionName`. */

export const METRIC_NAMESPACE = 'Ordersaga';

export type MetricName =
  /** Events that a target did not take, and that now lie in the bucket of undelivered events. */
  | 'EventsParked'
  /** Events that a sweep handed to their target again. */
  | 'EventsRedriven'
  /** Events that still lie in the bucket after a sweep. */
  | 'EventsUndelivered'
  /** Orders that wait for staff. */
  | 'OrdersParked'
  /** Orders that did not move although their saga was started again. */
  | 'OrdersStuck'
  /** Orders that a sweep started a saga for. */
  | 'OrdersSwept'
  /** Refunds that the payment provider refused. */
  | 'RefundsRefused';
