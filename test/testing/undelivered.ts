/** The events that are parked, for tests of the outbox. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { undeliveredBucket } from '../../commands/chaos/published.ts';
import { clientSettings } from '../../commands/client-settings.ts';
import { isRecord } from '../../commands/json.ts';
import { EVENT_TARGETS } from '../../domain/event-target.ts';
import type { ParkedRecord } from '../../functions/shared/undelivered/parked-record.ts';
import type { Cloud } from './cloud.ts';

/** The bucket of undelivered events, as the stack's mappings name it. */
export async function openUndelivered(cloud: Cloud) {
  const s3 = new S3Client({ ...clientSettings(cloud), forcePathStyle: true });
  const Bucket = await undeliveredBucket(cloud);
  return {
    s3,
    Bucket,
    keys: async (): Promise<string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.flatMap(({ Key }) => Key ?? []);
    },
    read: async (Key: string): Promise<ParkedRecord> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const parked: unknown = JSON.parse((await Body?.transformToString()) ?? 'null');
      assert.ok(isParkedRecord(parked), Key);
      return parked;
    },
  };
}

function isParkedRecord(value: unknown): value is ParkedRecord {
  return (
    isRecord(value) &&
    EVENT_TARGETS.some((target) => target === value['target']) &&
    isRecord(value['error']) &&
    isRecord(value['payload']) &&
    Array.isArray(value['payload']['Records'])
  );
}

/** Waits until `look` finds something; fails if that takes half a minute. */
export async function eventually<Found>(look: () => Promise<Found | undefined | false>): Promise<Found> {
  const deadline = AbortSignal.timeout(30_000);
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    deadline.throwIfAborted();
    await wait(50);
  }
}
