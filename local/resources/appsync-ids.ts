/** Ids and keys of AppSync resources: the same at each start, so that bookmarks and scripts keep working. */

import { createHash } from 'node:crypto';

/** 26 letters and digits, as AppSync's own ids. */
export const idOf = (kind: string, logicalId: string): string =>
  createHash('sha256').update(`${kind} ${logicalId}`).digest('base64url').replace(/[-_]/g, 'x').toLowerCase().slice(0, 26);

export const functionId = (logicalId: string): string => idOf('function', logicalId);

export const apiKey = (logicalId: string): string => `da2-${idOf('key', logicalId)}`;
