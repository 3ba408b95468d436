/** Handles a batch of a stream: the records of one order one after the other, different orders side by side. */
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';

/**
 * Handles each record. If one of an order fails, neither it nor the later ones of that order count as handled, so
 * that they come again in order. (Lambda resumes at the first failure; what succeeded after it comes twice.)
 */
export async function inOrder(
  records: readonly DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const orders = Map.groupBy(records, (record) => record.dynamodb?.Keys?.['orderId']?.S);
  const unhandled = await Promise.all([...orders.values()].map((ofOrder) => handleUntilFailure(ofOrder, handle)));
  return { batchItemFailures: unhandled.flat().map(failureOf) };
}

/** The records from the first that failed; none when all went well. */
async function handleUntilFailure(
  records: readonly DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<readonly DynamoDBRecord[]> {
  for (const [index, record] of records.entries()) {
    try {
      await handle(record);
    } catch {
      return records.slice(index);
    }
  }
  return [];
}

function failureOf(record: DynamoDBRecord): DynamoDBBatchItemFailure {
  const itemIdentifier = record.dynamodb?.SequenceNumber;
  if (!itemIdentifier) throw new Error('A stream record has no sequence number');
  return { itemIdentifier };
}
