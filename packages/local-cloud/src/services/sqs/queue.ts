/** One standard queue: messages wait, are hidden while a receiver has them, move to the dead-letter queue, and expire. */

import type { AwsError } from '../../aws/error.ts';
import type { Clock } from './clock.ts';
import { invalidValue, messageNotInFlight, overLimit, purgeInProgress } from './errors.ts';
import { deadLetter, isInFlight, isVisible, newMessage, receivedMessage } from './message.ts';
import type { Message, MessageContent } from './message.ts';
import type { MessageStore } from './message-store.ts';
import { decodeReceiptHandle, encodeReceiptHandle } from './receipt-handle.ts';
import { MAX_VISIBILITY_SECONDS } from './queue-settings.ts';
import type { QueueSettings } from './queue-settings.ts';

export type ReceivedMessage = { readonly message: Message; readonly receiptHandle: string };

/** How many messages wait, are with a receiver, and are delayed. */
type MessageCounts = { readonly visible: number; readonly inFlight: number; readonly delayed: number };

export type Queue = {
  readonly settings: QueueSettings;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Returns the id of the message. */
  send(content: Omit<MessageContent, 'sentAt'>, delaySeconds?: number): string;
  /** Takes a message that this queue's source could not get processed. */
  takeDeadLetter(message: Message, sourceArn: string): void;
  /** Hides the messages that it returns. Throws `OverLimit`. */
  readonly receive: (maxMessages: number, visibilityTimeoutSeconds?: number) => readonly ReceivedMessage[];
  /** Does nothing for a message that is gone or was received again since. Throws `ReceiptHandleIsInvalid`. */
  delete(receiptHandle: string): void;
  /** Throws `ReceiptHandleIsInvalid`, `MessageNotInflight` or `InvalidParameterValueException`. */
  changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number): void;
  /** Throws `PurgeQueueInProgress` when the queue was purged less than a minute ago. */
  purge(): void;
  count(): MessageCounts;
  /** Resolves when a message may have become visible, at `deadline` in epoch milliseconds, or when `signal` is aborted. */
  untilVisible(deadline: number, signal: AbortSignal): Promise<void>;
  close(): void;
};

export type QueueDependencies = {
  readonly store: MessageStore;
  readonly clock: Clock;
  /** The queue that takes the dead letters of this one. */
  readonly findDeadLetterQueue: () => Queue | undefined;
};

const MAX_IN_FLIGHT = 120_000;
const PURGE_EVERY_MS = 60_000;

export function createQueue(settings: QueueSettings, { store, clock, findDeadLetterQueue }: QueueDependencies): Queue {
  const { arn, redrive } = settings;
  let change: PromiseWithResolvers<void> = Promise.withResolvers();
  let purgedAt = -Infinity;

  const wake = () => {
    change.resolve();
    change = Promise.withResolvers();
  };

  const add = (message: Message) => {
    store.put(message);
    wake();
    return message.id;
  };

  const isDeadLetter = ({ state }: Message) =>
    redrive !== undefined && state.receiveCount - state.receivesBefore >= redrive.maxReceiveCount;

  const moveToDeadLetters = (message: Message) => {
    findDeadLetterQueue()?.takeDeadLetter(message, arn);
    store.remove(message.id);
  };

  return {
    settings,
    createdAt: clock.now(),
    send: (content, delaySeconds = settings.delaySeconds) =>
      add(newMessage({ ...content, sentAt: clock.now() }, delaySeconds)),
    takeDeadLetter: (message, sourceArn) => void add(deadLetter(message, clock.now(), sourceArn)),
    receive: (maxMessages, visibilityTimeoutSeconds = settings.visibilityTimeoutSeconds) => {
      const now = clock.now();
      const messages = withoutExpired(store, settings, now);
      checkInFlight(messages, now);
      const visible = messages.filter((message) => isVisible(message, now));
      visible.filter(isDeadLetter).forEach(moveToDeadLetters);
      const chosen = visible.filter((message) => !isDeadLetter(message)).slice(0, maxMessages);
      return chosen.map((one) => {
        const message = receivedMessage(one, now, visibilityTimeoutSeconds);
        store.put(message);
        const receipt = { messageId: message.id, receiptId: message.state.receipt.id };
        return { message, receiptHandle: encodeReceiptHandle(arn, receipt) };
      });
    },
    delete: (receiptHandle) => {
      const { messageId, receiptId } = decodeReceiptHandle(arn, receiptHandle);
      if (store.get(messageId)?.state.receipt?.id === receiptId) store.remove(messageId);
    },
    changeVisibility: (receiptHandle, seconds) => {
      const { messageId, receiptId } = decodeReceiptHandle(arn, receiptHandle);
      const message = store.get(messageId);
      if (message?.state.receipt?.id !== receiptId) throw notAvailable(receiptHandle);
      add(withVisibility(message, seconds, clock.now()));
    },
    purge: () => {
      if (clock.now() - purgedAt < PURGE_EVERY_MS) throw purgeInProgress(settings.name);
      purgedAt = clock.now();
      for (const { id } of [...store.all()]) store.remove(id);
    },
    count: () => {
      const now = clock.now();
      const messages = withoutExpired(store, settings, now);
      const visible = messages.filter((message) => isVisible(message, now)).length;
      const inFlight = messages.filter((message) => isInFlight(message, now)).length;
      return { visible, inFlight, delayed: messages.length - visible - inFlight };
    },
    untilVisible: async (deadline, signal) => {
      const messages = withoutExpired(store, settings, clock.now());
      const next = messages.reduce((soonest, { state }) => Math.min(soonest, state.visibleAt), deadline);
      const over = new AbortController();
      const wait = clock.wait(Math.max(0, next - clock.now()), AbortSignal.any([signal, over.signal]));
      await Promise.race([change.promise, wait]);
      over.abort();
    },
    close: () => store.close(),
  };
}

/** The messages that are left after those that are too old have been removed. */
function withoutExpired(store: MessageStore, { messageRetentionSeconds }: QueueSettings, now: number): Message[] {
  const oldest = now - messageRetentionSeconds * 1000;
  const [kept, expired]: [Message[], Message[]] = [[], []];
  for (const message of store.all()) (message.content.sentAt < oldest ? expired : kept).push(message);
  for (const { id } of expired) store.remove(id);
  return kept;
}

function checkInFlight(messages: readonly Message[], now: number): void {
  if (messages.length < MAX_IN_FLIGHT) return;
  if (messages.filter((message) => isInFlight(message, now)).length >= MAX_IN_FLIGHT) throw overLimit();
}

/** The message, hidden for `seconds` from now on. */
function withVisibility(message: Message, seconds: number, now: number): Message {
  const { receipt } = message.state;
  if (!receipt || isVisible(message, now)) throw messageNotInFlight();
  const visibleAt = now + seconds * 1000;
  if (visibleAt - receipt.receivedAt > MAX_VISIBILITY_SECONDS * 1000)
    throw invalidValue(
      seconds,
      'VisibilityTimeout',
      `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_SECONDS} seconds]`,
    );
  return { ...message, state: { ...message.state, visibleAt } };
}

function notAvailable(receiptHandle: string): AwsError {
  const reason = 'Message does not exist or is not available for visibility timeout change.';
  return invalidValue(receiptHandle, 'ReceiptHandle', reason);
}
