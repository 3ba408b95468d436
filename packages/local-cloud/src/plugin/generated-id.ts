/** Ids that AWS would draw at random. Here they follow from the logical id, so that bookmarks and scripts keep working. */

import { createHash } from 'node:crypto';

/** 26 letters and digits. */
export function generatedId(kind: string, logicalId: string): string {
  return lettersAndDigits(createHash('sha256').update(`${kind} ${logicalId}`).digest('base64url'));
}

/** Makes 26 letters and digits of a string in base64url. */
export function lettersAndDigits(base64Url: string): string {
  return base64Url.replace(/[-_]/g, 'x').toLowerCase().slice(0, 26);
}
