/** Stage dev begins with a few products to order. */
import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowTable } from './allow-table.ts';
import { lambdaFunction } from './lambda-function.ts';
import type { Stage } from './stage.ts';

export class SampleProducts extends Construct {
  constructor(scope: Construct, { stage, products }: { readonly stage: Stage; readonly products: Table }) {
    super(scope, 'SampleProducts');
    const seed = lambdaFunction(this, 'SeedProducts', {
      stage,
      folder: 'seed-products',
      timeout: Duration.seconds(30),
      environment: { PRODUCTS_TABLE: products.tableName },
    });
    allowTable(seed, products, 'PutItem');
    const list = readFileSync(join(import.meta.dirname, '../functions/seed-products/products.json'));
    new CustomResource(this, 'Products', {
      resourceType: 'Custom::SampleProducts',
      serviceToken: seed.functionArn,
      // CloudFormation runs the function again only when a property changes.
      properties: { listDigest: createHash('sha256').update(list).digest('hex') },
    });
  }
}
