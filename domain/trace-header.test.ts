/** Which trace headers are kept, and which trace they are of. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { headerOfTrace, traceHeaderOf, traceIdOf } from './trace-header.ts';

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

const ID = '1-5759e988-bd862e3fe1be46a994272793';

describe('traceIdOf', () => {
  it('finds the root among the members of the header', () => {
    for (const header of [HEADER, `Self=1-67891233-abcdef012345678912345678; Root=${ID}`, `Root=${ID}`]) {
      assert.equal(traceIdOf(header), ID);
    }
  });

  it('takes nothing else for an id: it goes into logs, and to the payment provider', () => {
    const others = [null, '', 'Root=', 'Root=1-2-3', `Root=${ID}0`, `Root=2${ID.slice(1)}`, `Root=${ID.toUpperCase()}`];
    for (const header of [...others, `Parent=${ID}`]) assert.equal(traceIdOf(header), null, String(header));
  });
});

describe('headerOfTrace', () => {
  it('puts a request into the trace', () => assert.equal(traceIdOf(headerOfTrace(ID)), ID));

  it('makes no header of an id that is none of a trace', () => {
    for (const id of [null, '', '7f7c6fb3-6f5b-4a34-9e1e-3f1f7a6f2c11']) assert.equal(headerOfTrace(id), null);
  });
});
