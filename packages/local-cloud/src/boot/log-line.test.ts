import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatLogLine } from './log-line.ts';

function format(entry: object | string): string {
  return formatLogLine(
    `[notes-dev-CopyNotes1A2B3C4D] ${typeof entry === 'string' ? entry : JSON.stringify(entry)}`,
    'notes-dev',
  );
}

const STANDARD = {
  level: 'INFO',
  message: 'Note copied',
  timestamp: '2026-01-02T03:04:05.678Z',
  service: 'service_undefined',
  cold_start: true,
  function_arn: 'arn',
  function_memory_size: '256',
  function_name: 'f',
  function_request_id: 'r',
  sampling_rate: 0,
  xray_trace_id: '1-2-3',
};

describe('a line that a function logs', () => {
  it('is time, name, level, message and the rest of a structured entry', () => {
    assert.equal(
      format({ ...STANDARD, noteId: '7', title: 'two words', tags: ['a'] }),
      '03:04:05.678 [CopyNotes] INFO Note copied noteId=7 title="two words" tags=["a"]',
    );
  });

  it('has errors in full, with their causes', () => {
    const cause = { name: 'TypeError', location: 'x', message: 'no', stack: 'TypeError: no\n    at b.ts:2' };
    const error = {
      name: 'CopyError',
      location: 'x',
      message: 'failed',
      stack: 'CopyError: failed\n    at a.ts:1',
      cause,
    };
    assert.equal(
      format({ ...STANDARD, level: 'ERROR', noteId: '7', error }),
      [
        '03:04:05.678 [CopyNotes] ERROR Note copied noteId=7',
        '    CopyError: failed',
        '        at a.ts:1',
        '    caused by',
        '    TypeError: no',
        '        at b.ts:2',
      ].join('\n'),
    );
  });

  it('has the metrics in it by name and value, without what CloudWatch reads beside them', () => {
    const _aws = { Timestamp: 1, CloudWatchMetrics: [{ Namespace: 'Notes', Metrics: [{ Name: 'Copied' }] }] };
    const entry = { _aws, FunctionName: 'notes-dev-CopyNotes', Copied: 2, Sizes: [1, 2] };
    assert.equal(format(entry), '[CopyNotes] metrics Copied=2 Sizes=[1,2]');
  });

  it('stays as it is where it is text, or JSON that is no entry', () => {
    assert.equal(format('plain text'), '[CopyNotes] plain text');
    assert.equal(format({ batch: 1 }), '[CopyNotes] {"batch":1}');
    assert.equal(formatLogLine('The engine could not be tidied up', 'notes-dev'), 'The engine could not be tidied up');
  });
});
