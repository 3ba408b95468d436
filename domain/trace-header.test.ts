/** Which trace headers are kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { traceHeaderOf } from './trace-header.ts';

const HEADER = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

describe('traceHeaderOf', () => {
  it('keeps what X-Ray writes, with the members that others add', () => {
    for (const one of [
      HEADER,
      `Self=1-67891233-abcdef012345678912345678;${HEADER}`,
      `${HEADER};Lineage=a87bd80c:1|68fd508a:5`,
    ]) {
      assert.equal(traceHeaderOf(one), one);
    }
    const longest = HEADER.padEnd(500, 'x');
    assert.equal(traceHeaderOf(longest), longest);
  });

  it('leaves out what is too long, sent twice, not there, not printable or of another kind', () => {
    const others = [
      HEADER.padEnd(501, 'x'),
      [HEADER, HEADER],
      null,
      undefined,
      7,
      {},
      '',
      'hello',
      `${HEADER}\n`,
      `${HEADER}é`,
    ];
    for (const other of others) assert.equal(traceHeaderOf(other), null, JSON.stringify(other));
  });
});
