/** CloudFormation's custom resource behind the sample products: called on every create, update and delete of it. */
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { cleanError } from '../shared/errors/clean-error.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { observed } from '../shared/telemetry/observed.ts';
import { answerCloudFormation } from './answer-cloudformation.ts';
import products from './products.json' with { type: 'json' };
import { putNewProduct } from './put-new-product.ts';

export const handler = observed(seedProducts);

/** Always responds, even to a failure: CloudFormation would wait for an hour. */
async function seedProducts(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  try {
    // Products that were ordered stay when the resource goes.
    if (event.RequestType !== 'Delete') await Promise.all(products.map(putNewProduct));
    await answerCloudFormation(event, 'SUCCESS');
  } catch (error) {
    logger.error('Products not seeded', { error });
    await answerCloudFormation(event, 'FAILED', `${cleanError(error)} (log stream ${context.logStreamName})`);
  }
}
