/** Work-around: dynoxide 1.2.1 keeps stream records for ever; DynamoDB keeps them for 24 hours. */

import { DatabaseSync } from 'node:sqlite';

/** How long a stream keeps its records (DynamoDB developer guide, "Change data capture for DynamoDB Streams"). */
export const RETENTION_SECONDS = 24 * 60 * 60;

/**
 * Deletes the records that were written before `nowEpochSeconds` minus 24 hours. Each table keeps its newest record:
 * without one, dynoxide would count from 1 again and stored stream positions would point past everything new.
 */
export function trimStreams(databasePath: string, nowEpochSeconds: number): number {
  const database = new DatabaseSync(databasePath, { timeout: 5000 });
  try {
    const trimmed = database
      .prepare(
        `DELETE FROM _stream_records WHERE created_at < ?
         AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)`,
      )
      .run(nowEpochSeconds - RETENTION_SECONDS);
    return Number(trimmed.changes);
  } finally {
    database.close();
  }
}
