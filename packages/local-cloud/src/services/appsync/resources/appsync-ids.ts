/** Ids and keys of AppSync resources: the same at each start of a checkout, so that bookmarks and scripts keep working. */

import { createHash, createHmac } from 'node:crypto';

/** 26 letters and digits, as AppSync's own ids. */
export function idOf(kind: string, logicalId: string): string {
  return lettersAndDigits(createHash('sha256').update(`${kind} ${logicalId}`).digest('base64url'));
}

export function functionId(logicalId: string): string {
  return idOf('function', logicalId);
}

/** Not to be known from the template: whoever has the key may do what the API lets it. `secret` is the place's. */
export function apiKey(logicalId: string, secret: string): string {
  return `da2-${lettersAndDigits(createHmac('sha256', secret).update(`key ${logicalId}`).digest('base64url'))}`;
}

function lettersAndDigits(text: string): string {
  return text.replace(/[-_]/g, 'x').toLowerCase().slice(0, 26);
}
