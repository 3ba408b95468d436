/** Ids and keys of AppSync resources: the same at each start of a checkout, so that bookmarks and scripts keep working. */

import { createHash, createHmac } from 'node:crypto';

/** 26 letters and digits, as AppSync's own ids. */
export const idOf = (kind: string, logicalId: string): string =>
  lettersAndDigits(createHash('sha256').update(`${kind} ${logicalId}`).digest('base64url'));

export const functionId = (logicalId: string): string => idOf('function', logicalId);

/** Not to be known from the template: whoever has the key may do what the API lets it. `secret` is the place's. */
export const apiKey = (logicalId: string, secret: string): string =>
  `da2-${lettersAndDigits(createHmac('sha256', secret).update(`key ${logicalId}`).digest('base64url'))}`;

const lettersAndDigits = (text: string): string => text.replace(/[-_]/g, 'x').toLowerCase().slice(0, 26);
