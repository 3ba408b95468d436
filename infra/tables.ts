/** The seven tables, all encrypted, paid by use and restorable to any second of the last 35 days. */
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

export class Tables extends Construct {
  readonly orders: Table;
  readonly outbox: Table;
  readonly idempotency: Table;
  readonly products: Table;
  readonly payments: Table;
  readonly paymentWaits: Table;
  readonly callerLimits: Table;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Tables');
    const table = (id: string, key: Pick<TableProps, 'partitionKey' | 'sortKey' | 'stream' | 'timeToLiveAttribute'>) =>
      new Table(this, id, {
        ...key,
        billingMode: BillingMode.PAY_PER_REQUEST,
        encryption: TableEncryption.AWS_MANAGED,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        removalPolicy: stage.removalPolicy,
        deletionProtection: stage.deletionProtection,
      });

    this.orders = table('Orders', { partitionKey: text('orderId') });
    this.orders.addGlobalSecondaryIndex({
      indexName: 'byCustomer',
      partitionKey: text('customerId'),
      sortKey: text('createdAt'),
    });
    // For staff. It has the keys alone, and no sort key that every move changes: what it costs an order is a write when it
    // comes into a status and one when it leaves it. DynamoDB takes 1,000 writes a second with the same status.
    this.orders.addGlobalSecondaryIndex({
      indexName: 'byStatus',
      partitionKey: text('status'),
      sortKey: text('createdAt'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // Only orders that something is left to do for have `waitingSince`, so the index is as small as what goes on.
    this.orders.addGlobalSecondaryIndex({
      indexName: 'waiting',
      partitionKey: text('status'),
      sortKey: text('waitingSince'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.outbox = table('Outbox', {
      partitionKey: text('orderId'),
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
    });
    this.idempotency = table('Idempotency', { partitionKey: text('id'), timeToLiveAttribute: 'expiration' });
    this.products = table('Products', { partitionKey: text('productId') });
    this.payments = table('Payments', { partitionKey: text('paymentId') });
    this.paymentWaits = table('PaymentWaits', {
      partitionKey: text('orderId'),
      sortKey: text('executionName'),
      timeToLiveAttribute: 'expiresAt',
    });
    this.callerLimits = table('CallerLimits', {
      partitionKey: text('customerId'),
      timeToLiveAttribute: 'expiresAt',
    });
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
