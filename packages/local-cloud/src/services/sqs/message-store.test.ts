import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openMessageStore } from './message-store.ts';
import type { Message } from './message.ts';

const directory = mkdtempSync(join(tmpdir(), 'messages-'));
afterAll(() => rmSync(directory, { recursive: true }));

function message(id: string, changes: Partial<Message['state']> = {}): Message {
  const content = { body: `body of ${id}`, attributes: {}, systemAttributes: { SenderId: 'me' }, sentAt: 1 };
  return { id, content, state: { visibleAt: 1, receiveCount: 0, receivesBefore: 0, ...changes } };
}

describe('a message store', () => {
  it('has after a restart what it had before', () => {
    const file = join(directory, 'restart.jsonl');
    const first = openMessageStore(file);
    for (const id of ['a', 'b', 'c']) first.put(message(id));
    const received = message('b', {
      receiveCount: 2,
      visibleAt: 9,
      firstReceivedAt: 5,
      receipt: { id: 'r', receivedAt: 8 },
    });
    first.put(received);
    first.remove('a');
    first.close();

    const second = openMessageStore(file);
    assert.deepEqual([...second.all()], [received, message('c')]);
    second.close();
  });

  it('does without a line that was cut off when the process was killed', () => {
    const file = join(directory, 'killed.jsonl');
    const first = openMessageStore(file);
    first.put(message('a'));
    first.close();
    appendFileSync(file, '{"id":"b","content":{"bo');

    const second = openMessageStore(file);
    second.put(message('c'));
    second.close();
    const third = openMessageStore(file);
    assert.deepEqual(
      [...third.all()].map(({ id }) => id),
      ['a', 'c'],
    );
    third.close();
  });

  it.skipIf(process.platform === 'win32')('keeps its file from other users of the machine', () => {
    const folder = join(directory, 'private');
    const file = join(folder, 'queue.jsonl');
    openMessageStore(file).close();
    assert.deepEqual(
      [folder, file].map((path) => (statSync(path).mode & 0o777).toString(8)),
      ['700', '600'],
    );
  });

  it('keeps its file short', () => {
    const file = join(directory, 'short.jsonl');
    const store = openMessageStore(file);
    store.put(message('kept'));
    for (let at = 0; at < 3_000; at += 1) {
      store.put(message(`${at}`));
      store.remove(`${at}`);
    }
    store.put(message('last'));
    const lines = readFileSync(file, 'utf8').split('\n').length;
    assert.ok(lines < 1_002, `${lines} lines`);
    store.close();
    const again = openMessageStore(file);
    assert.deepEqual([...again.all()], [message('kept'), message('last')]);
    again.close();
  });
});
