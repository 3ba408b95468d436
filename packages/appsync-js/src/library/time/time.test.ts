import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { listOf, runBody, stringOf, valueOf } from '../../testing/run-code.ts';

/** Monday, 5 February 2018, 13:01:35.749 UTC. */
const INSTANT = Date.UTC(2018, 1, 5, 13, 1, 35, 749);

describe('util.time', () => {
  it('gives the time of now', () => {
    const before = Date.now();
    const [iso, seconds, milliseconds] = listOf(
      '[util.time.nowISO8601(), util.time.nowEpochSeconds(), util.time.nowEpochMilliSeconds()]',
    );
    assert.ok(typeof iso === 'string');
    assert.match(iso, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(Number(milliseconds) >= before && Number(milliseconds) <= Date.now());
    assert.equal(Math.floor(Number(milliseconds) / 1000) - Number(seconds) <= 1, true);
    assert.match(stringOf(`util.time.nowFormatted('yyyy')`), /^20\d\d$/);
  });

  for (const [expression, expected] of [
    ['epochMilliSecondsToSeconds(1517835695749)', 1517835695],
    ['epochMilliSecondsToSeconds(-1500)', -1],
    ['epochMilliSecondsToISO8601(1517835695749)', '2018-02-05T13:01:35.749Z'],
    ['epochMilliSecondsToISO8601(0)', '1970-01-01T00:00:00.000Z'],
    [`parseISO8601ToEpochMilliSeconds('2018-02-05T13:01:35.749Z')`, INSTANT],
    [`parseISO8601ToEpochMilliSeconds('2018-02-05T21:01:35.749+08:00')`, INSTANT],
    [`parseISO8601ToEpochMilliSeconds('2018-02-05T21:01+0800')`, Date.UTC(2018, 1, 5, 13, 1)],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      assert.equal(valueOf(`util.time.${expression}`), expected);
    });
  }

  for (const expression of [
    `parseISO8601ToEpochMilliSeconds('yesterday')`,
    `parseISO8601ToEpochMilliSeconds('2018-02-05T13:01:35')`,
    `parseISO8601ToEpochMilliSeconds('2018-13-05T13:01:35Z')`,
    `parseISO8601ToEpochMilliSeconds(1)`,
    `epochMilliSecondsToISO8601('1')`,
    `epochMilliSecondsToISO8601(1e300)`,
    `epochMilliSecondsToFormatted(0, 'yyyy', 'Mars/Olympus')`,
    `epochMilliSecondsToFormatted(0, 'B')`,
    `epochMilliSecondsToFormatted(0, "yyyy'")`,
    `epochMilliSecondsToFormatted(0, 'ddd')`,
    `epochMilliSecondsToFormatted(0, 'HHH')`,
    `epochMilliSecondsToFormatted(0, 'MMMMMM')`,
    `epochMilliSecondsToFormatted(0, 'aa')`,
    `epochMilliSecondsToFormatted(0, 'OO')`,
    `epochMilliSecondsToFormatted(0, 'V')`,
    `parseFormattedToEpochMilliSeconds('2018-02-32 10', 'yyyy-MM-dd HH')`,
    `parseFormattedToEpochMilliSeconds('2018-13-01 10', 'yyyy-MM-dd HH')`,
    `parseFormattedToEpochMilliSeconds('2018-366 10', 'yyyy-D HH')`,
    `parseFormattedToEpochMilliSeconds('Tuesday, 2018-02-05 10', 'EEEE, yyyy-MM-dd HH')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 25', 'yyyy-MM-dd HH')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 24:01', 'yyyy-MM-dd HH:mm')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10:35', 'yyyy-MM-dd HH:ss')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 01:01', 'yyyy-MM-dd hh:mm')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 01:01', 'yyyy-MM-dd KK:mm')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10Z', 'yyyy-MM-dd HHZ')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10+08:00', 'yyyy-MM-dd HHZ')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10+08:00', 'yyyy-MM-dd HHX')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10+08', 'yyyy-MM-dd HHXX')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10+0800', 'yyyy-MM-dd HHXXX')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10Z', 'yyyy-MM-dd HHx')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05', 'yyyy-MM-dd')`,
    `parseFormattedToEpochMilliSeconds('10', 'HH')`,
    `parseFormattedToEpochMilliSeconds('2018-02-05 10 and more', 'yyyy-MM-dd HH')`,
  ]) {
    it(`fails at ${expression}`, () => {
      assert.equal(runBody(`return util.time.${expression};`).error?.message, 'Runtime Error');
    });
  }
});

/** By Java's Javadoc of DateTimeFormatter. */
describe('a time in a Java pattern', () => {
  for (const [pattern, zone, expected] of [
    ['yyyy-MM-dd HH:mm:ss.SSS', 'UTC', '2018-02-05 13:01:35.749'],
    ['yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth', '2018-02-05 21:01:35+0800'],
    [`yyyy-MM-dd'T'HH:mm:ss.SSSXXX`, 'America/New_York', '2018-02-05T08:01:35.749-05:00'],
    ['uuuu yy y', 'UTC', '2018 18 2018'],
    ['YYYY-w', 'UTC', '2018-6'],
    ['M MM MMM MMMM MMMMM', 'UTC', '2 02 Feb February F'],
    ['L LLLL', 'UTC', '2 February'],
    ['d dd D DDD', 'UTC', '5 05 36 036'],
    ['E EEE EEEE EEEEE', 'UTC', 'Mon Mon Monday M'],
    ['e c', 'UTC', '2 2'],
    ['Q QQ QQQ QQQQ', 'UTC', '1 01 Q1 1st quarter'],
    ['h hh a K k H', 'UTC', '1 01 PM 1 13 13'],
    ['m mm s ss', 'UTC', '1 01 35 35'],
    ['S SS SSS SSSSSS', 'UTC', '7 74 749 749000'],
    ['A n N', 'UTC', '46895749 749000000 46895749000000'],
    ['G GGGG', 'UTC', 'AD Anno Domini'],
    [
      'X XX XXX x xxx Z ZZZZ ZZZZZ O',
      'Asia/Kolkata',
      '+0530 +0530 +05:30 +0530 +05:30 +0530 GMT+05:30 +05:30 GMT+5:30',
    ],
    ['X XXX x xxx Z ZZZZ ZZZZZ O', 'UTC', 'Z Z +00 +00:00 +0000 GMT Z GMT'],
    ['VV z', 'Europe/Berlin', 'Europe/Berlin GMT+1'],
    ['z zzzz', 'America/New_York', 'EST Eastern Standard Time'],
    ['z zzzz', '+02:00', '+02:00 +02:00'],
    ['z zzzz VV', 'Z', 'Z Z Z'],
    ['HH:mm', '+02:00', '15:01'],
    [`'at' HH 'o''clock' ''`, 'UTC', `at 13 o'clock '`],
    ['[yyyy][-MM]', 'UTC', '2018-02'],
    ['yyyy/MM/dd, HH.mm', 'UTC', '2018/02/05, 13.01'],
  ] as const) {
    it(`${pattern} in ${zone} is ${expected}`, () => {
      const text = valueOf('util.time.epochMilliSecondsToFormatted(ctx.args.at, ctx.args.pattern, ctx.args.zone)', {
        arguments: { at: INSTANT, pattern, zone },
      });
      assert.equal(text, expected);
    });
  }

  for (const { pattern, text, zone, expected } of [
    {
      pattern: 'yyyy-MM-dd HH:mm:ssZ',
      text: '2018-02-05 21:01:35+0800',
      zone: 'UTC',
      expected: Date.UTC(2018, 1, 5, 13, 1, 35),
    },
    { pattern: 'yyyy-MM-dd HH:mm:ss.SSS', text: '2018-02-05 13:01:35.749', zone: 'UTC', expected: INSTANT },
    {
      pattern: 'yyyy-MM-dd HH:mm:ss',
      text: '2018-02-05 14:01:35',
      zone: 'Europe/Berlin',
      expected: Date.UTC(2018, 1, 5, 13, 1, 35),
    },
    {
      pattern: 'yyyy-MM-dd HH:mm:ss',
      text: '2018-07-05 14:01:35',
      zone: 'Europe/Berlin',
      expected: Date.UTC(2018, 6, 5, 12, 1, 35),
    },
    {
      pattern: 'yyyy-MM-dd HH:mm',
      text: '2018-03-25 02:30',
      zone: 'Europe/Berlin',
      expected: Date.UTC(2018, 2, 25, 1, 30),
    },
    {
      pattern: 'yyyy-MM-dd HH:mm',
      text: '2018-03-25 03:30',
      zone: 'Europe/Berlin',
      expected: Date.UTC(2018, 2, 25, 1, 30),
    },
    {
      pattern: 'yyyy-MM-dd HH:mm',
      text: '2018-10-28 02:30',
      zone: 'Europe/Berlin',
      expected: Date.UTC(2018, 9, 28, 0, 30),
    },
    {
      pattern: 'yyyy-MM-dd HH:mm VV',
      text: '2018-02-05 08:01 America/New_York',
      zone: 'UTC',
      expected: Date.UTC(2018, 1, 5, 13, 1),
    },
    {
      pattern: `yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX`,
      text: '2018-02-05T13:01:35Z',
      zone: 'UTC',
      expected: Date.UTC(2018, 1, 5, 13, 1, 35),
    },
    {
      pattern: `yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX`,
      text: '2018-02-05T13:01:35.749+00:00',
      zone: 'UTC',
      expected: INSTANT,
    },
    { pattern: 'yyyy-MM-dd HHX', text: '2018-02-05 21+08', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHX', text: '2018-02-05 21+0800', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHXX', text: '2018-02-05 13Z', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHxxx', text: '2018-02-05 13+00:00', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHZZZZ', text: '2018-02-05 21GMT+08:00', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHZZZZZ', text: '2018-02-05 13Z', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyy-MM-dd HHO', text: '2018-02-05 21GMT+8', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'yyyyMMddHHmmss', text: '20180205130135', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13, 1, 35) },
    { pattern: 'd MMM yy h:mm a', text: '5 Feb 18 1:01 PM', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13, 1) },
    {
      pattern: 'EEEE, d MMMM yyyy HH:mm',
      text: 'Monday, 5 February 2018 13:01',
      zone: 'UTC',
      expected: Date.UTC(2018, 1, 5, 13, 1),
    },
    { pattern: 'yyyy-D H', text: '2018-36 13', zone: 'UTC', expected: Date.UTC(2018, 1, 5, 13) },
    { pattern: 'M/d/yyyy k', text: '12/31/2018 24', zone: 'UTC', expected: Date.UTC(2018, 11, 31, 0) },
    { pattern: 'yyyy-MM-dd HH:mm:ss', text: '2018-12-31 24:00:00', zone: 'UTC', expected: Date.UTC(2019, 0, 1) },
    { pattern: 'yyyy-MM-dd HH', text: '2018-02-30 10', zone: 'UTC', expected: Date.UTC(2018, 1, 28, 10) },
    { pattern: 'yyyy-MM-dd HH', text: '2020-02-31 10', zone: 'UTC', expected: Date.UTC(2020, 1, 29, 10) },
    { pattern: 'yyyy-D HH', text: '2020-366 10', zone: 'UTC', expected: Date.UTC(2020, 11, 31, 10) },
  ]) {
    it(`${text} is read by ${pattern} in ${zone}`, () => {
      const read = valueOf(
        'util.time.parseFormattedToEpochMilliSeconds(ctx.args.text, ctx.args.pattern, ctx.args.zone)',
        {
          arguments: { text, pattern, zone },
        },
      );
      assert.equal(read, expected);
    });
  }

  it('is read in UTC when nothing names a zone', () => {
    assert.equal(valueOf(`util.time.parseFormattedToEpochMilliSeconds('1970-01-01 01', 'yyyy-MM-dd HH')`), 3_600_000);
  });
});
