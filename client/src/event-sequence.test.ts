/** Events come out once and in order, however they come in. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createEventSequence } from './event-sequence.ts';
import { createOrderBook } from './testing/order-book.ts';
import type { OrderEvent } from './types.ts';

const [created] = createOrderBook().createOrder().history;
function event(version: number): OrderEvent {
  return { ...(created ?? assert.fail()), version };
}
function versionsOf(events: readonly OrderEvent[]): number[] {
  return events.map(({ version }) => version);
}
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('createEventSequence', () => {
  it('gives each event once and in order for any order of arrival with any repetitions', () => {
    const arrivals = fc.integer({ min: 1, max: 12 }).chain((count) => {
      const all = range(1, count);
      const repeated = fc.array(fc.constantFrom(...all)).chain((extra) => shuffled([...all, ...extra]));
      return repeated.map((versions) => ({ count, versions }));
    });
    fc.assert(
      fc.property(arrivals, ({ count, versions }) => {
        const sequence = createEventSequence();
        const given = versions.flatMap((version) => sequence.accept([event(version)]));
        assert.deepEqual(versionsOf(given), range(1, count));
        assert.equal(sequence.hasGap(), false);
      }),
    );
  });

  it('holds an event back until its predecessor is there', () => {
    const sequence = createEventSequence();
    assert.deepEqual(versionsOf(sequence.accept([event(1), event(3)])), [1]);
    assert.equal(sequence.hasGap(), true);
    assert.deepEqual(versionsOf(sequence.accept([event(2)])), [2, 3]);
    assert.equal(sequence.hasGap(), false);
  });

  it('does not wait for events that are gone', () => {
    const sequence = createEventSequence();
    assert.deepEqual(sequence.accept([event(2), event(5)]), []);
    sequence.startAt(4);
    assert.deepEqual(versionsOf(sequence.accept([event(4)])), [4, 5]);
    assert.equal(sequence.hasGap(), false);
  });

  it('never starts earlier than what it has given', () => {
    const sequence = createEventSequence();
    sequence.accept([event(1), event(2)]);
    sequence.startAt(1);
    assert.deepEqual(sequence.accept([event(1)]), []);
  });
});

function shuffled(versions: number[]): fc.Arbitrary<number[]> {
  return fc.shuffledSubarray(versions, { minLength: versions.length, maxLength: versions.length });
}
