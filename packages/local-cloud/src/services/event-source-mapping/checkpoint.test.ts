import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createCheckpoint } from './checkpoint.ts';
import type { StreamRecord } from './stream-record.ts';

function recordOf(sequenceNumber: number): StreamRecord {
  return {
    sequenceNumber: `${sequenceNumber}`,
    createdAtEpochSeconds: 0,
    sizeBytes: 0,
    keys: {},
    event: {},
  };
}

function save<Point>(saved: Point[], point: Point): Promise<void> {
  saved.push(point);
  return Promise.resolve();
}

function failed(line: string): never {
  assert.fail(line);
}

describe('createCheckpoint', () => {
  it('never stores a point with unfinished records before it, in whatever order lanes finish', () =>
    fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8]), async (finished) => {
        const saved: number[] = [];
        const checkpoint = createCheckpoint((point) => save(saved, Number(point)), failed);
        for (let number = 1; number <= 8; number += 1) checkpoint.add(recordOf(number));
        for (const [index, number] of finished.entries()) {
          checkpoint.done([recordOf(number)]);
          await checkpoint.flush();
          const done = new Set(finished.slice(0, index + 1));
          const firstOpen = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((candidate) => !done.has(candidate)) ?? 9;
          assert.equal(saved.at(-1) ?? 0, firstOpen - 1);
        }
      }),
    ));

  it('takes a record that the stream delivers again before it is dealt with', async () => {
    const saved: string[] = [];
    const checkpoint = createCheckpoint((point) => save(saved, point), failed);
    [1, 2, 1, 2, 3].forEach((number) => checkpoint.add(recordOf(number)));
    checkpoint.done([1, 2].map(recordOf));
    checkpoint.done([1, 2, 3].map(recordOf));
    await checkpoint.flush();
    assert.equal(saved.at(-1), '3');
  });

  it('stores filtered records only together with others', async () => {
    const saved: string[] = [];
    const checkpoint = createCheckpoint((point) => save(saved, point), failed);
    [1, 2, 3].forEach((number) => checkpoint.add(recordOf(number)));
    checkpoint.skip(recordOf(1));
    checkpoint.skip(recordOf(3));
    assert.deepEqual(saved, []);
    checkpoint.done([recordOf(2)]);
    await checkpoint.flush();
    assert.deepEqual(saved, ['3']);
  });

  it('tries again to store a point that could not be stored', async () => {
    const saved: string[] = [];
    const complaints: string[] = [];
    let calls = 0;
    const failOnce = (point: string) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('engine away')) : save(saved, point);
    };
    const checkpoint = createCheckpoint(failOnce, (line) => complaints.push(line));
    checkpoint.add(recordOf(1));
    checkpoint.done([recordOf(1)]);
    await checkpoint.flush();
    assert.deepEqual(saved, ['1']);
    assert.deepEqual(complaints, ['cannot store the stream position 1: Error: engine away']);
  });
});
