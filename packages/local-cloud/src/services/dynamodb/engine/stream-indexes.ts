/**
 * Work-around: dynoxide 1.2.1 finds a stream's next sequence number by reading all of its records, so that each write
 * gets slower than the one before. Two indexes in its database file make that look-up direct; they stay in the file.
 */

import { DatabaseSync } from 'node:sqlite';

export const STREAM_INDEXES = [
  'CREATE INDEX IF NOT EXISTS local_cloud_stream_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  'CREATE INDEX IF NOT EXISTS local_cloud_stream_shard ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER))',
];

/** Adds the indexes to the database at `databasePath`; may run while the engine does, before it has tables. */
export function addStreamIndexes(databasePath: string): void {
  const database = new DatabaseSync(databasePath, { timeout: 5000 });
  try {
    STREAM_INDEXES.forEach((statement) => database.exec(statement));
  } finally {
    database.close();
  }
}
