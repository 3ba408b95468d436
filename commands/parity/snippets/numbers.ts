/** Numbers, above all those that a data source has returned. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, CAPTURED, FEATURES, issue } from './sources.ts';

const FROM_DYNAMODB = `${issue(308)}, about numbers that DynamoDB returned: a mock context may show it or not`;
const RESULT = {
  function: 'response',
  context: { result: { num: 100, zero: 0, price: 1.5, list: [3, 1, 2], big: 12345678901234, small: 1e-7, whole: 5.0 } },
} as const;

export const NUMBERS: Topic = {
  group: 'numbers',
  snippets: [
    returns("ctx.result.num + ''", 'a number of the result is a string after + with one', FROM_DYNAMODB, RESULT),
    returns('`${ctx.result.num}`', 'a number of the result is itself in a template string', FROM_DYNAMODB, RESULT),
    returns(
      "ctx.result.num + 0 + ''",
      'a number of the result is itself once arithmetic has touched it',
      FROM_DYNAMODB,
      RESULT,
    ),
    returns('ctx.result.num === 100', 'a number of the result === the same number', `${issue(344)}, fixed`, RESULT),
    returns(
      '[ctx.result.zero ? 1 : 2, ctx.result.zero || 7, ctx.result.zero ?? 7]',
      'a zero of the result is false',
      ASSUMED,
      RESULT,
    ),
    returns('typeof ctx.result.num', 'typeof a number of the result is number', ASSUMED, RESULT),
    returns('JSON.stringify(ctx.result)', 'JSON.stringify writes numbers of the result as they came', ASSUMED, RESULT),
    returns('ctx.result.list.join("-")', 'join writes numbers of the result', ASSUMED, RESULT),
    returns(
      'ctx.result.list.map((n) => `${n}`)',
      'a walk over numbers of the result writes them',
      FROM_DYNAMODB,
      RESULT,
    ),
    returns('ctx.result.list.reduce((sum, n) => sum + n, 0)', 'reduce adds numbers of the result', ASSUMED, RESULT),
    returns('({ [ctx.result.num]: 1 })', 'a number of the result can name a member', ASSUMED, RESULT),
    returns('ctx.result.price.toFixed(2)', 'toFixed writes a number of the result', ASSUMED, RESULT),
    returns('util.dynamodb.toMapValues(ctx.result)', 'numbers of the result become typed values', CAPTURED, RESULT),
    returns(
      '[ctx.result.big, ctx.result.small, ctx.result.whole]',
      'large, small and whole numbers come back as they are',
      ASSUMED,
      RESULT,
    ),
    returns(
      '[1e21, 1e-7, 100000000000000000000, 123456789012345680000]',
      'numbers are written to JSON as in JavaScript',
      ASSUMED,
    ),
    returns('[5.0, 2 / 2, -0, 1e3]', 'whole numbers are written without a fraction', ASSUMED),
    returns('[NaN, Infinity, -Infinity]', 'what JSON has no number for is null', ASSUMED),
    returns('1 / 0', 'a division by zero is no failure', ASSUMED),
    returns(
      '[(1.005).toFixed(2), (10).toFixed(1), (1234.5678).toFixed(0)]',
      'toFixed rounds as in JavaScript',
      ASSUMED,
    ),
    returns(
      '[(5).toString(), (1.5).toString(), (255).toString(16)]',
      'toString writes numbers, also in other bases',
      ASSUMED,
    ),
    returns(
      '[Number.isFinite(1), Number.isFinite("1"), Number.isFinite(1 / 0), Number.isNaN(NaN), Number.isNaN("a")]',
      'isFinite and isNaN take numbers only',
      FEATURES,
    ),
    returns(
      '[Math.min(2, 1), Math.max(1, 2), Math.floor(-1.5), Math.ceil(1.2)]',
      'Math has min, max, floor and ceil',
      FEATURES,
    ),
    returns(
      '[Math.round(1.5), Math.round(2.5), Math.round(-1.5), Math.round(-2.5)]',
      'Math.round rounds a tie up',
      FEATURES,
    ),
    returns('[Math.min(), Math.max()]', 'Math.min and max of nothing are infinite', ASSUMED),
    returns(
      '[Math.random() >= 0, Math.random() < 1, typeof Math.random()]',
      'Math.random is from 0 to below 1',
      FEATURES,
    ),
    returns('Math.round(19.99 * 100)', 'a price becomes minor units exactly', 'domain/money.ts'),
    returns('Math.round(89.99 * 100) * 7 / 100', 'minor units become a price exactly', 'domain/money.ts'),
  ],
};
