import assert from 'node:assert/strict';
import { describe, it, vi } from 'vitest';
import { createBoundedMap } from './bounded-map.ts';

describe('a bounded map', () => {
  it('forgets the oldest entry when it is full', () => {
    const map = createBoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => map.get(key)),
      [undefined, 2, 3],
    );
  });

  it('makes a replaced entry the youngest', () => {
    const map = createBoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => map.get(key)),
      [3, undefined, 4],
    );
  });

  it('has room again for what was deleted', () => {
    const map = createBoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.delete('b');
    map.delete('b');
    map.set('c', 3);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => map.get(key)),
      [1, undefined, 3],
    );
  });

  it('may be bounded by the size of its keys', () => {
    const map = createBoundedMap<string, number>(5, (key) => key.length);
    map.set('a', 1);
    map.set('bb', 2);
    map.set('cccc', 3);
    map.set('dddddd', 4);
    map.set('e', 5);
    assert.deepEqual(
      ['a', 'bb', 'cccc', 'dddddd', 'e'].map((key) => map.get(key)),
      [undefined, undefined, undefined, undefined, 5],
    );
  });

  it('forgets an entry at the end of its lifetime', ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const map = createBoundedMap<string, number>(2);
    map.set('brief', 1, 1000);
    map.set('lasting', 2);
    vi.setSystemTime(1_000_999);
    assert.equal(map.get('brief'), 1);
    vi.setSystemTime(1_001_000);
    assert.equal(map.get('brief'), undefined);
    assert.equal(map.get('lasting'), 2);
  });
});
