/** Receipt handles: they name one receive of one message of one queue. */

import { invalidReceiptHandle } from './errors.ts';

export type Receipt = { readonly messageId: string; readonly receiptId: string };

export function encodeReceiptHandle(queueArn: string, { messageId, receiptId }: Receipt): string {
  return Buffer.from(`${receiptId} ${messageId} ${queueArn}`).toString('base64');
}

/** Throws `ReceiptHandleIsInvalid` for a handle of another queue, or for none at all. */
export function decodeReceiptHandle(queueArn: string, handle: string): Receipt {
  const [receiptId, messageId, arn] = Buffer.from(handle, 'base64').toString().split(' ');
  if (!receiptId || !messageId || arn !== queueArn) throw invalidReceiptHandle(handle);
  return { messageId, receiptId };
}
