/** How handlers end: errors, denials, early returns, failures. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, CAPTURED, issue, RUNTIME_PAGE, UTILITIES } from './sources.ts';

const FAILS = `${issue(328)} and ${issue(280)}: a failure of type Code`;

export const ERRORS: Topic = {
  group: 'errors',
  snippets: [
    {
      name: 'util.error ends the handler with its message',
      source: UTILITIES,
      body: `util.error('There is none.');\nreturn 1;`,
    },
    {
      name: 'util.error takes type, data and information',
      source: UTILITIES,
      body: `util.error('There is none.', 'NotFound', { a: 1 }, { b: 2 });`,
    },
    { name: 'util.error with an empty message', source: ASSUMED, body: `util.error('', 'Empty');\nreturn 1;` },
    { name: 'util.error without a message', source: ASSUMED, body: `util.error();\nreturn 1;` },
    { name: 'util.error of null', source: ASSUMED, body: `util.error(null, 'Null');\nreturn 1;` },
    { name: 'util.error with a number as message is ignored', source: issue(384), body: `util.error(25);\nreturn 1;` },
    {
      name: 'util.error with a number as type is ignored',
      source: issue(384),
      body: `util.error('a', 25);\nreturn 1;`,
    },
    {
      name: 'util.error with an object as message is ignored',
      source: issue(384),
      body: `util.error({ a: 1 });\nreturn 1;`,
    },
    {
      name: 'util.error in a function that is called ends the handler',
      source: 'resolvers/fail.ts',
      body: `const fail = (message) => util.error(message, 'Failed');\nconst a = fail('no');\nreturn a;`,
    },
    {
      name: 'util.error in a walk ends the handler',
      source: 'resolvers/Mutation.createOrder/check-input.ts',
      body: `[1, 2, 3].forEach((n) => { if (n === 2) util.error('two ' + n, 'Two'); });\nreturn 1;`,
    },
    { name: 'util.error keeps what the stash has', source: ASSUMED, body: `ctx.stash.a = 1;\nutil.error('no');` },
    {
      name: 'util.error in a response handler',
      source: UTILITIES,
      function: 'response',
      body: `if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);\nreturn ctx.result;`,
      context: {
        error: { message: 'The conditional request failed', type: 'DynamoDB:ConditionalCheckFailedException' },
        result: { id: '1' },
      },
    },
    {
      name: 'util.appendError goes on, and is listed',
      source: UTILITIES,
      body: `util.appendError('late', 'Slow', { a: 1 }, { b: 2 });\nreturn 1;`,
    },
    {
      name: 'util.appendError without type, data and information',
      source: UTILITIES,
      body: `util.appendError('late');\nreturn 1;`,
    },
    {
      name: 'util.appendError twice',
      source: UTILITIES,
      body: `util.appendError('a', 'A');\nutil.appendError('b', 'B');\nreturn null;`,
    },
    {
      name: 'util.appendError with a number as message is ignored',
      source: issue(384),
      body: `util.appendError(25);\nreturn 1;`,
    },
    {
      name: 'util.error after util.appendError keeps both',
      source: ASSUMED,
      body: `util.appendError('a', 'A');\nutil.error('b', 'B');`,
    },
    { name: 'util.unauthorized says Unauthorized', source: CAPTURED, body: `util.unauthorized();\nreturn 1;` },
    returns('ctx.source.id', 'a member of null fails', FAILS),
    returns('ctx.args.missing.id', 'a member of undefined fails', FAILS),
    returns('ctx.args.missing.deep()', 'a call of what is missing fails', FAILS),
    returns('ctx.args.text.unknownMethod()', 'a method that is unknown fails', FAILS, {
      context: { arguments: { text: 'a' } },
    }),
    returns('ctx.args.n.toUpperCase()', 'a method of another type fails', FAILS, { context: { arguments: { n: 1 } } }),
    {
      name: 'a failure keeps logs and stash',
      source: ASSUMED,
      body: `ctx.stash.a = 1;\nconsole.log('before');\nreturn ctx.source.id;`,
    },
    {
      name: 'runtime.earlyReturn leaves with its value',
      source: RUNTIME_PAGE,
      body: `runtime.earlyReturn({ a: 1 });\nreturn 2;`,
    },
    {
      name: 'runtime.earlyReturn takes skipTo END',
      source: RUNTIME_PAGE,
      body: `runtime.earlyReturn({ a: 1 }, { skipTo: 'END' });\nreturn 2;`,
    },
    {
      name: 'runtime.earlyReturn takes skipTo NEXT',
      source: RUNTIME_PAGE,
      body: `runtime.earlyReturn({ a: 1 }, { skipTo: 'NEXT' });\nreturn 2;`,
    },
    {
      name: 'runtime.earlyReturn without a value fails',
      source: issue(280),
      body: `runtime.earlyReturn();\nreturn 2;`,
    },
    { name: 'runtime.earlyReturn of null fails', source: issue(280), body: `runtime.earlyReturn(null);\nreturn 2;` },
    { name: 'a handler that returns nothing gives null', source: ASSUMED, body: '' },
    returns('undefined', 'a handler that returns undefined gives null', ASSUMED),
    returns("''", 'a handler can return an empty string', ASSUMED),
    returns('[false, 0, null]', 'a handler can return any value', ASSUMED),
    returns('util.autoId', 'a handler that returns a function', ASSUMED),
  ],
};
