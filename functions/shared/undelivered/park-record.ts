/** Parks a record that a target did not take, so that it holds up no other. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBRecord } from 'aws-lambda';
import { describeError } from '../errors/clean-error.ts';
import { count } from '../telemetry/metrics.ts';
import type { EventTarget } from '../../../domain/event-target.ts';
import { environment } from '../clients/environment.ts';
import { REQUEST_HANDLER } from '../clients/request-timeouts.ts';
import { keyOf } from './parked-record.ts';
import type { ParkedRecord } from './parked-record.ts';

// By path, so that it works with any endpoint.
const s3 = new S3Client({ requestHandler: REQUEST_HANDLER, maxAttempts: 2, forcePathStyle: true });

type Parking = {
  readonly record: DynamoDBRecord;
  readonly target: EventTarget;
  readonly error: unknown;
  /** The function that tells this target. */
  readonly functionArn: string;
};

/** Throws when the bucket does not take the record; then the stream must bring it again. */
export async function parkRecord({ record, target, error, functionArn }: Parking): Promise<void> {
  const { name, message } = describeError(error);
  const parked: ParkedRecord = {
    requestContext: { functionArn, condition: 'NotTaken' },
    target,
    error: { name, message },
    timestamp: new Date().toISOString(),
    payload: { Records: [record] },
  };
  await s3.send(
    new PutObjectCommand({
      Bucket: environment('UNDELIVERED_BUCKET'),
      Key: keyOf(target, record),
      Body: JSON.stringify(parked),
      ContentType: 'application/json',
    }),
  );
  count({ EventsParked: 1 });
}
