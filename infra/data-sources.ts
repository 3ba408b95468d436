/** What the resolvers may touch: each data source has a role of its own, with just the actions that they use. */
import { Stack } from 'aws-cdk-lib';
import { BackedDataSource, NoneDataSource } from 'aws-cdk-lib/aws-appsync';
import type { BaseDataSource, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { allowIndex, allowTable } from './allow-table.ts';
import type { DataSourceName } from './resolvers.ts';
import type { Tables } from './tables.ts';

/** The data sources of the API, by the names that `resolvers.ts` uses. */
export function dataSources(api: GraphqlApi, tables: Tables): { readonly [name in DataSourceName]: BaseDataSource } {
  const { orders, outbox, products, idempotency, callerLimits } = tables;
  const Orders = new TableDataSource(api, 'Orders', orders);
  allowTable(Orders, orders, 'GetItem', 'BatchGetItem');
  allowIndex(Orders, orders, 'byCustomer');
  allowIndex(Orders, orders, 'byStatus');

  const Outbox = new TableDataSource(api, 'Outbox', outbox);
  allowTable(Outbox, outbox, 'Query');

  const Products = new TableDataSource(api, 'Products', products);
  allowTable(Products, products, 'Scan');

  // Its single-item reads are of idempotency records; batches and transactions name their tables.
  const OrderWriting = new TableDataSource(api, 'OrderWriting', idempotency);
  allowTable(OrderWriting, products, 'BatchGetItem');
  allowTable(OrderWriting, idempotency, 'BatchGetItem', 'GetItem', 'PutItem');
  allowTable(OrderWriting, callerLimits, 'BatchGetItem');
  allowTable(OrderWriting, orders, 'PutItem');
  allowTable(OrderWriting, outbox, 'PutItem');

  // AppSync reads the item whose condition has failed.
  const OrderCounting = new TableDataSource(api, 'OrderCounting', callerLimits);
  allowTable(OrderCounting, callerLimits, 'UpdateItem', 'GetItem');
  allowTable(OrderCounting, orders, 'BatchGetItem');

  const OrderMoving = new TableDataSource(api, 'OrderMoving', orders);
  allowTable(OrderMoving, orders, 'GetItem', 'PutItem');
  allowTable(OrderMoving, outbox, 'PutItem');

  const Catalogue = new TableDataSource(api, 'Catalogue', products);
  allowTable(Catalogue, products, 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem');
  allowTable(Catalogue, idempotency, 'BatchGetItem', 'PutItem');
  allowTable(Catalogue, outbox, 'PutItem');

  return {
    Orders,
    Outbox,
    Products,
    OrderWriting,
    OrderCounting,
    OrderMoving,
    Catalogue,
    Nothing: new NoneDataSource(api, 'Nothing', { api }),
  };
}

/** A table as a data source without CDK's usual right to read and write all of it. */
class TableDataSource extends BackedDataSource {
  constructor(api: GraphqlApi, name: string, table: Table) {
    super(
      api,
      name,
      { api, name, serviceRole: roleOf(api, name) },
      {
        type: 'AMAZON_DYNAMODB',
        dynamoDbConfig: { tableName: table.tableName, awsRegion: Stack.of(api).region },
      },
    );
  }
}

/** For no other API may AppSync assume the role (AppSync developer guide, "Attaching a data source", IAM trust policy). */
function roleOf(api: GraphqlApi, name: string): Role {
  const conditions = {
    StringEquals: { 'aws:SourceAccount': Stack.of(api).account },
    ArnEquals: { 'aws:SourceArn': api.arn },
  };
  return new Role(api, `${name}Role`, { assumedBy: new ServicePrincipal('appsync.amazonaws.com', { conditions }) });
}
