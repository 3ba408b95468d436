/** Keeps a queue's messages, in memory and in a file that survives a restart. */

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject, parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Message } from './message.ts';
import { readContent, readState } from './stored-message.ts';

export type MessageStore = {
  /** In the order in which they came. */
  all(): Iterable<Message>;
  get(id: string): Message | undefined;
  /** Adds a message, or keeps its new state. */
  put(message: Message): void;
  remove(id: string): void;
  close(): void;
};

/** A file is written anew when it has this many lines and mostly tells of messages that are gone. */
const MIN_LINES_TO_COMPACT = 1000;
const MAX_LINES_PER_MESSAGE = 4;

/**
 * Opens the store of `file`. The file is a log with a JSON object on each line: a message with its
 * content, the new state of one, or the id alone of one that is gone.
 */
export function openMessageStore(file: string): MessageStore {
  // Other users of the machine must not read messages.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const messages = readLog(file);
  let lines = 0;
  let descriptor = rewrite();

  function rewrite(): number {
    const anew = openSync(`${file}.new`, 'w', 0o600);
    for (const message of messages.values()) writeLine(anew, message);
    closeSync(anew);
    renameSync(`${file}.new`, file);
    lines = messages.size;
    return openSync(file, 'a');
  }

  const append = (line: object) => {
    writeLine(descriptor, line);
    lines += 1;
    if (lines < MIN_LINES_TO_COMPACT || lines < messages.size * MAX_LINES_PER_MESSAGE) return;
    closeSync(descriptor);
    descriptor = rewrite();
  };

  return {
    all: () => messages.values(),
    get: (id) => messages.get(id),
    put: (message) => {
      const isNew = !messages.has(message.id);
      messages.set(message.id, message);
      append(isNew ? message : { id: message.id, state: message.state });
    },
    remove: (id) => {
      if (messages.delete(id)) append({ id });
    },
    close: () => closeSync(descriptor),
  };
}

function writeLine(descriptor: number, line: object): void {
  writeSync(descriptor, `${JSON.stringify(line)}\n`);
}

function readLog(file: string): Map<string, Message> {
  const messages = new Map<string, Message>();
  if (!existsSync(file)) return messages;
  for (const line of linesOf(readFileSync(file))) {
    const entry = parseObject(line);
    if (entry) apply(entry, messages);
  }
  return messages;
}

/** Without the last line if it was cut off, because the process was killed while it wrote. */
function* linesOf(bytes: Buffer): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}

function apply(entry: JsonObject, messages: Map<string, Message>): void {
  const id = stringAt(entry, 'id') ?? '';
  const state = isJsonObject(entry['state']) ? readState(entry['state']) : undefined;
  if (!state) {
    messages.delete(id);
    return;
  }
  const content = isJsonObject(entry['content']) ? readContent(entry['content']) : messages.get(id)?.content;
  if (content) messages.set(id, { id, content, state });
}
