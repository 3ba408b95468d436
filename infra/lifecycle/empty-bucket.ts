/** Deletes whatever lies in a bucket, so that CloudFormation can delete the bucket. */
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { ObjectIdentifier, S3Client } from '@aws-sdk/client-s3';

/**
 * Deletes all objects in all versions, and returns how many there were. A bucket that doesn't exist has none. Throws if S3
 * doesn't delete one of them.
 */
export async function emptyBucket(client: S3Client, bucket: string): Promise<number> {
  let deleted = 0;
  for (;;) {
    const objects = await firstObjects(client, bucket);
    if (objects.length === 0) return deleted;
    await deleteObjects(client, bucket, objects);
    deleted += objects.length;
  }
}

/** At most 1,000, which is also what one request may delete. */
async function firstObjects(client: S3Client, bucket: string): Promise<readonly ObjectIdentifier[]> {
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchBucket') return [];
    throw error;
  }
}

async function deleteObjects(client: S3Client, bucket: string, objects: readonly ObjectIdentifier[]): Promise<void> {
  const Delete = { Objects: [...objects], Quiet: true };
  const { Errors: [first] = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
  if (first) throw new Error(`S3 didn't delete ${first.Key} from ${bucket}: ${first.Code}: ${first.Message}`);
}
