/** Ids and keys of AppSync resources: the same at each start of a checkout, so that bookmarks and scripts keep working. */

import { createHmac } from 'node:crypto';
import { generatedId, lettersAndDigits } from '../../../plugin/generated-id.ts';

export function apiId(logicalId: string): string {
  return generatedId('api', logicalId);
}

export function functionId(logicalId: string): string {
  return generatedId('function', logicalId);
}

/** Can't be known from the template, because anyone who has the key may do what the API allows. `secret` is the place's. */
export function apiKey(logicalId: string, secret: string): string {
  return `da2-${lettersAndDigits(createHmac('sha256', secret).update(`key ${logicalId}`).digest('base64url'))}`;
}
