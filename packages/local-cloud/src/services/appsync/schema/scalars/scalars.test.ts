import assert from 'node:assert/strict';
import type { GraphQLScalarType } from 'graphql';
import { describe, it } from 'vitest';
import { awsDate } from './aws-date.ts';
import { awsDateTime } from './aws-date-time.ts';
import { awsEmail } from './aws-email.ts';
import { awsIpAddress } from './aws-ip-address.ts';
import { awsJson } from './aws-json.ts';
import { awsPhone } from './aws-phone.ts';
import { awsTime } from './aws-time.ts';
import { awsTimestamp } from './aws-timestamp.ts';
import { awsUrl } from './aws-url.ts';

const cases: readonly {
  readonly scalar: GraphQLScalarType;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
  readonly kind: string;
}[] = [
  {
    scalar: awsDate,
    good: ['1970-01-01', '1970-01-01Z', '1970-01-01-07:00', '1970-01-01+05:30:15', '2024-02-29', '1970-01-01+18:00'],
    bad: ['1970-1-1', '2023-02-29', '1970-13-01', '1970-00-10', '1970-01-01+18:01', '1970-01-01T00:00Z', '', 19700101],
    kind: '`19700101` as a valid date.',
  },
  {
    scalar: awsTime,
    good: ['12:30', '12:30Z', '12:30:24-07:00', '12:30:24.500+05:30'],
    bad: ['24:00', '12:60', '1:30', '12', '12:30:60', 'noon'],
    kind: '`noon` as a valid time.',
  },
  {
    scalar: awsDateTime,
    good: [
      '1970-01-01T12:30:00Z',
      '1970-01-01T12:30Z',
      '1970-01-01T12:30:00-07:00',
      '1970-01-01T12:30:00.500+05:30',
      '2026-01-22T17:48:30.032Z',
    ],
    bad: [
      '1970-01-01T12:30:00',
      '1970-01-01',
      '2026-05-06T00:00:00.000',
      '1970-01-01 12:30:00Z',
      '2023-02-29T00:00Z',
      null,
    ],
    kind: '`null` as a valid DateTime Object.',
  },
  {
    scalar: awsTimestamp,
    good: [0, -1, 1700000000],
    bad: ['2026-01-22T17:48:30.032Z', 1.5, '12', NaN],
    kind: '`NaN` as a valid timestamp.',
  },
  {
    scalar: awsEmail,
    good: ['a@b.c', 'first.last+tag@example.co.uk', "o'neil@x-y.org"],
    bad: ['a', 'a@', '@b.c', 'a b@c.d', 'a@b..c', 'a@-b.c'],
    kind: '`a@-b.c` as a valid email address.',
  },
  {
    scalar: awsPhone,
    good: ['+12025550123', '202-555-0123', '2025550123', '+44 20 7946 0958', '(202) 555-0123'],
    bad: ['1110004444', '12', '+1 111 000 4444', 'phone', '555-01x3'],
    kind: '`555-01x3` as a valid phone number.',
  },
  {
    scalar: awsUrl,
    good: ['https://aws.amazon.com/a?b=c#d', 'mailto:a@b.c', 'ftp://x/y'],
    bad: ['www.amazon.com', 'https://a b', 'https://x.y/a//b', ''],
    kind: '`` as a valid URL.',
  },
  {
    scalar: awsIpAddress,
    good: ['123.12.34.56', '123.45.67.89/16', '1a2b:3c4b::1234:4567', '1a2b:3c4b::1/128'],
    bad: ['256.1.1.1', '1.1.1', '1.1.1.1/33', '::1/129', '1.1.1.1/a', '1.1.1.1/1/1'],
    kind: '`1.1.1.1/1/1` as a valid IP address.',
  },
];

for (const { scalar, good, bad, kind } of cases) {
  describe(scalar.name, () => {
    for (const value of good) {
      it(`takes and gives ${String(value)}`, () => {
        assert.equal(scalar.parseValue(value), value);
        assert.equal(scalar.serialize(value), value);
      });
    }
    for (const value of bad) {
      it(`rejects ${String(value)}`, () => {
        assert.throws(() => scalar.parseValue(value), /^Unable to parse `/);
        assert.throws(() => scalar.serialize(value), /^Unable to serialize `/);
      });
    }
    it('names the expected form', () => {
      assert.throws(() => scalar.parseValue(bad.at(-1)), { message: `Unable to parse ${kind}` });
    });
  });
}

describe('AWSJSON', () => {
  it('takes strings only, and parses them', () => {
    assert.deepEqual(awsJson.parseValue('{"a":[1]}'), { a: [1] });
    assert.throws(() => awsJson.parseValue('{a:1}'), { message: 'Unable to parse {a:1} as valid JSON.' });
    assert.throws(() => awsJson.parseValue(['x']), { message: 'Unable to parse [x] as valid JSON.' });
  });

  it('returns a string of valid JSON as it is, and everything else as JSON', () => {
    assert.equal(awsJson.serialize('{"a":1}'), '{"a":1}');
    assert.equal(awsJson.serialize({ a: 1 }), '{"a":1}');
    assert.equal(awsJson.serialize('plain'), '"plain"');
  });
});
