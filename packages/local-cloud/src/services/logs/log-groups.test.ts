/** What a log group keeps. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createLogGroups } from './log-groups.ts';

describe('a log group', () => {
  it('keeps events in their order, with ids of their own', () => {
    const groups = createLogGroups(() => 1000);
    groups.write('a', 's', 'one');
    groups.write('a', 't', 'two');
    const events = groups.find('a')?.events ?? [];
    assert.deepEqual(
      events.map(({ logStreamName, timestamp, message }) => [logStreamName, timestamp, message]),
      [
        ['s', 1000, 'one'],
        ['t', 1000, 'two'],
      ],
    );
    assert.equal(new Set(events.map(({ eventId }) => eventId)).size, 2);
    assert.ok(events.every(({ eventId }) => /^\d{56}$/.test(eventId)));
  });

  it('forgets its oldest events when it is full, and other groups keep theirs', () => {
    const groups = createLogGroups();
    groups.write('small', 's', 'kept');
    for (let index = 0; index < 100; index += 1) groups.write('large', 's', `${index} ${'x'.repeat(100_000)}`);
    const { events = [], storedBytes = 0 } = groups.find('large') ?? {};
    assert.ok(storedBytes <= 8 * 1024 * 1024 && storedBytes > 7 * 1024 * 1024, String(storedBytes));
    assert.equal(events.at(-1)?.message.split(' ')[0], '99');
    assert.equal(events[0]?.message.split(' ')[0], String(100 - events.length));
    assert.equal(groups.find('small')?.events.length, 1);
  });

  it('is there before its first event if it was created', () => {
    const groups = createLogGroups();
    groups.create('b');
    groups.write('a', 's', 'one');
    assert.deepEqual(
      groups.list().map(({ name, events }) => [name, events.length]),
      [
        ['a', 1],
        ['b', 0],
      ],
    );
  });
});
