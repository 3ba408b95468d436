/** Conditional writes whose failed condition is a result, not an error. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Whether the condition held and the item was written. Throws DynamoDB's other errors. */
export async function writeOnCondition(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
