/** `util.time`: 1517835695749 is Monday, 5 February 2018, 13:01:35.749 UTC. */
import { returns } from './snippet.ts';
import type { Snippet, Topic } from './snippet.ts';
import { ASSUMED, JAVA_TIME, TIME_PAGE } from './sources.ts';

const AT = 1517835695749;

/** By Java's DateTimeFormatter; many letters in one, so that a difference in one of them is seen beside the others. */
const WRITTEN: readonly (readonly [pattern: string, zone: string])[] = [
  ['yyyy-MM-dd HH:mm:ss.SSS', 'UTC'],
  ['yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth'],
  [`yyyy-MM-dd'T'HH:mm:ss.SSSXXX`, 'America/New_York'],
  ['uuuu yy y', 'UTC'],
  ['YYYY-w', 'UTC'],
  ['M MM MMM MMMM MMMMM', 'UTC'],
  ['L LLLL', 'UTC'],
  ['d dd D DDD', 'UTC'],
  ['E EEE EEEE EEEEE', 'UTC'],
  ['e c', 'UTC'],
  ['Q QQ QQQ QQQQ', 'UTC'],
  ['h hh a K k H', 'UTC'],
  ['S SS SSS SSSSSS', 'UTC'],
  ['A n N', 'UTC'],
  ['G GGGG', 'UTC'],
  ['X XX XXX x xxx Z ZZZZ ZZZZZ O', 'Asia/Kolkata'],
  ['X XXX x xxx Z ZZZZ ZZZZZ O', 'UTC'],
  ['VV z', 'Europe/Berlin'],
  ['z zzzz', 'America/New_York'],
  ['HH:mm z', '+02:00'],
  [`'at' HH 'o''clock' ''`, 'UTC'],
  ['[yyyy][-MM]', 'UTC'],
  ['ddd', 'UTC'],
  [`yyyy'`, 'UTC'],
  ['yyyy', 'Mars/Olympus'],
];

const READ: readonly (readonly [text: string, pattern: string, zone: string])[] = [
  ['2018-02-05 21:01:35+0800', 'yyyy-MM-dd HH:mm:ssZ', 'UTC'],
  ['2018-02-05 13:01:35.749', 'yyyy-MM-dd HH:mm:ss.SSS', 'UTC'],
  ['2018-07-05 14:01:35', 'yyyy-MM-dd HH:mm:ss', 'Europe/Berlin'],
  ['2018-03-25 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin'],
  ['2018-10-28 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin'],
  ['2018-02-05 08:01 America/New_York', 'yyyy-MM-dd HH:mm VV', 'UTC'],
  ['2018-02-05T13:01:35Z', `yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX`, 'UTC'],
  ['20180205130135', 'yyyyMMddHHmmss', 'UTC'],
  ['5 Feb 18 1:01 PM', 'd MMM yy h:mm a', 'UTC'],
  ['Monday, 5 February 2018 13:01', 'EEEE, d MMMM yyyy HH:mm', 'UTC'],
  ['2018-36 13', 'yyyy-D H', 'UTC'],
  ['2018-02-30 10', 'yyyy-MM-dd HH', 'UTC'],
  ['2018-12-31 24:00:00', 'yyyy-MM-dd HH:mm:ss', 'UTC'],
  ['2018-02-32 10', 'yyyy-MM-dd HH', 'UTC'],
  ['Tuesday, 2018-02-05 10', 'EEEE, yyyy-MM-dd HH', 'UTC'],
  ['2018-02-05', 'yyyy-MM-dd', 'UTC'],
  ['10', 'HH', 'UTC'],
  ['2018-02-05 10 and more', 'yyyy-MM-dd HH', 'UTC'],
];

function written([pattern, zone]: (typeof WRITTEN)[number]): Snippet {
  return {
    name: `writes ${pattern} in ${zone}`,
    source: JAVA_TIME,
    body: 'return util.time.epochMilliSecondsToFormatted(ctx.args.at, ctx.args.pattern, ctx.args.zone);',
    context: { arguments: { at: AT, pattern, zone } },
  };
}

function read([text, pattern, zone]: (typeof READ)[number]): Snippet {
  return {
    name: `reads ${text} by ${pattern} in ${zone}`,
    source: JAVA_TIME,
    body: 'return util.time.parseFormattedToEpochMilliSeconds(ctx.args.text, ctx.args.pattern, ctx.args.zone);',
    context: { arguments: { text, pattern, zone } },
  };
}

const OTHERS: readonly (readonly [expression: string, name: string])[] = [
  ['util.time.epochMilliSecondsToSeconds(1517835695749)', 'milliseconds become whole seconds'],
  ['util.time.epochMilliSecondsToSeconds(-1500)', 'negative milliseconds become whole seconds'],
  ['util.time.epochMilliSecondsToISO8601(1517835695749)', 'ISO 8601 has milliseconds and Z'],
  ['util.time.epochMilliSecondsToISO8601(0)', 'ISO 8601 has milliseconds even if they are 0'],
  [`util.time.epochMilliSecondsToFormatted(1517835695749, 'yyyy-MM-dd HH:mm')`, 'the zone is UTC if none is given'],
  [`util.time.parseISO8601ToEpochMilliSeconds('2018-02-05T21:01:35.749+08:00')`, 'ISO 8601 is read with an offset'],
  [`util.time.parseISO8601ToEpochMilliSeconds('2018-02-05T21:01+0800')`, 'ISO 8601 is read without seconds'],
  [`util.time.parseISO8601ToEpochMilliSeconds('2018-02-05T13:01:35')`, 'ISO 8601 is not read without an offset'],
  [`util.time.parseISO8601ToEpochMilliSeconds('yesterday')`, 'ISO 8601 is not read from words'],
  [
    `util.time.parseFormattedToEpochMilliSeconds('1970-01-01 01', 'yyyy-MM-dd HH')`,
    'a time is read in UTC if nothing names a zone',
  ],
  // Normalized: what is compared is the form of now, not now.
  [
    `util.matches('\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d:\\\\d\\\\d\\\\.\\\\d{3}Z', util.time.nowISO8601())`,
    'nowISO8601 has milliseconds and Z',
  ],
  [
    '[typeof util.time.nowEpochSeconds(), util.time.nowEpochSeconds() > 1700000000, util.time.nowEpochSeconds() < 1e10]',
    'nowEpochSeconds is in seconds',
  ],
  [
    '[typeof util.time.nowEpochMilliSeconds(), util.time.nowEpochMilliSeconds() > 1700000000000]',
    'nowEpochMilliSeconds is in milliseconds',
  ],
  [`util.time.nowFormatted('yyyy-MM-dd HH:mm:ss').length`, 'nowFormatted takes a pattern'],
  [`util.time.nowFormatted('HH:mmXXX', '+08:00').slice(5)`, 'nowFormatted takes a zone'],
];

export const TIME: Topic = {
  group: 'time',
  snippets: [
    ...OTHERS.map(([expression, name]) => returns(expression, name, TIME_PAGE)),
    returns(
      `util.time.nowEpochSeconds() * 1000 <= util.time.nowEpochMilliSeconds()`,
      'seconds and milliseconds are of one clock',
      ASSUMED,
    ),
    ...WRITTEN.map(written),
    ...READ.map(read),
  ],
};
