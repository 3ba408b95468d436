/** One message: what was sent, and what happens to it in a queue. Times are epoch milliseconds. */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../kernel/json.ts';

/** What was sent; it never changes. */
export type MessageContent = {
  readonly body: string;
  /** The sender's own attributes by name, in the API's form. */
  readonly attributes: JsonObject;
  /** Message system attributes that stay the same, such as `SenderId` and `AWSTraceHeader`. */
  readonly systemAttributes: JsonObject;
  /** A dead-letter queue keeps the time at which the first queue got the message. */
  readonly sentAt: number;
};

/** What happened to the message since. */
export type MessageState = {
  readonly visibleAt: number;
  /** In all queues that had the message. */
  readonly receiveCount: number;
  /** Receives of an earlier queue, which don't count for the redrive policy of this one. */
  readonly receivesBefore: number;
  readonly firstReceivedAt?: number;
  /** The latest receive: its id is part of the receipt handle. */
  readonly receipt?: { readonly id: string; readonly receivedAt: number };
};

export type Message = { readonly id: string; readonly content: MessageContent; readonly state: MessageState };

/** A message that becomes visible after its delay. */
export function newMessage(content: MessageContent, delaySeconds: number): Message {
  const state = { visibleAt: content.sentAt + delaySeconds * 1000, receiveCount: 0, receivesBefore: 0 };
  return { id: randomUUID(), content, state };
}

/** The message after one more receive, which hides it. */
export function receivedMessage({ state, ...message }: Message, now: number, hiddenSeconds: number) {
  const receipt = { id: randomUUID(), receivedAt: now };
  const { firstReceivedAt = now } = state;
  const receiveCount = state.receiveCount + 1;
  const visibleAt = now + hiddenSeconds * 1000;
  return { ...message, state: { ...state, receipt, visibleAt, receiveCount, firstReceivedAt } };
}

/** The message as its dead-letter queue gets it. */
export function deadLetter({ id, content, state }: Message, now: number, sourceArn: string): Message {
  const { receipt: _receipt, ...kept } = state;
  return {
    id,
    content: { ...content, systemAttributes: { ...content.systemAttributes, DeadLetterQueueSourceArn: sourceArn } },
    state: { ...kept, visibleAt: now, receivesBefore: state.receiveCount },
  };
}

export function isVisible({ state }: Message, now: number): boolean {
  return state.visibleAt <= now;
}

/** Whether a receiver has the message. One that is hidden and was never received is delayed. */
export function isInFlight(message: Message, now: number): boolean {
  return message.state.receipt !== undefined && !isVisible(message, now);
}
