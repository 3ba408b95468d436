/** Operators, of which AppSync runs some otherwise than JavaScript does. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, FEATURES, issue } from './sources.ts';

const BOTH_SIDES = `${issue(403)} and aws-amplify/amplify-category-api#3170`;
const NULLISH = `${issue(305)}, three people`;
const RETURNED_SUM = 'aws-amplify/amplify-category-api#3192';
const ARGUMENTS = {
  arguments: { nothing: null, zero: 0, empty: '', no: false, text: 'a', list: [1, 2], own: { foo: 'x' } },
};
const WITH = { context: ARGUMENTS };

export const OPERATORS: Topic = {
  group: 'operators',
  snippets: [
    {
      name: 'the right side of ?? is evaluated though the left is set',
      source: BOTH_SIDES,
      body: `const ran = [];
const f = () => { ran.push(1); return 'b'; };
const a = 'set' ?? f();
return { a, ran };`,
    },
    {
      name: 'the right side of ?? ends the handler by util.error though the left is set',
      source: BOTH_SIDES,
      body: `const a = 'set' ?? util.error('right side', 'Evaluated');
return a;`,
    },
    {
      name: 'an assignment on the right of ?? happens though the left is set',
      source: BOTH_SIDES,
      body: `ctx.stash.a = 'set' ?? (ctx.stash.ran = true);
return ctx.stash;`,
    },
    {
      name: 'reading a member of null on the right of ?? fails though the left is set',
      source: BOTH_SIDES,
      body: `const left = 'set';
return left ?? ctx.source.name;`,
    },
    returns(
      `[ctx.args.nothing ?? 1, ctx.args.zero ?? 1, ctx.args.empty ?? 1, ctx.args.no ?? 1, ctx.args.missing ?? 1]`,
      'the value of ?? is the right side for null and undefined only',
      FEATURES,
      WITH,
    ),
    {
      name: 'a conditional expression evaluates one side',
      source: issue(403),
      body: `const ran = [];
const f = () => { ran.push(1); return 1; };
const a = true ? 0 : f();
return { a, ran };`,
    },
    {
      name: '|| and && evaluate the right side only if they need it',
      source: ASSUMED,
      body: `const ran = [];
const f = () => { ran.push(1); return 1; };
const a = 'b' || f();
const b = 0 && f();
return { a, b, ran };`,
    },
    {
      name: 'the default of a parameter is evaluated only if it is needed',
      source: ASSUMED,
      body: `const ran = [];
const f = () => { ran.push(1); return 1; };
const g = (a = f()) => a;
return [g(2), g(), ran];`,
    },
    returns('null === undefined', 'null === undefined is true', NULLISH),
    returns('undefined !== null', 'undefined !== null is false', NULLISH),
    returns('ctx.args.missing === null', 'a missing argument === null is true', NULLISH, WITH),
    returns('ctx.args.nothing === undefined', 'a null argument === undefined is true', NULLISH, WITH),
    returns('ctx.args.nothing === ctx.args.missing', 'a null argument === a missing one is true', NULLISH, WITH),
    returns(
      '[ctx.args.zero === null, ctx.args.empty === undefined, ctx.args.no === null]',
      'no other value === null or undefined',
      NULLISH,
      WITH,
    ),
    returns('[null == undefined, 1 == "1", 0 == ""]', 'the loose == converts as in JavaScript', ASSUMED),
    returns('[undefined].indexOf(null)', 'indexOf tells null from undefined', ASSUMED),
    returns('[null].includes(undefined)', 'includes tells null from undefined', ASSUMED),
    {
      name: 'a switch tells null from undefined',
      source: ASSUMED,
      body: `switch (ctx.args.nothing) {
  case undefined: return 'undefined';
  case null: return 'null';
  default: return 'default';
}`,
      context: ARGUMENTS,
    },
    returns(
      '[typeof null, typeof undefined, typeof ctx.args.missing, typeof 1, typeof "a", typeof true, typeof []]',
      'typeof names types as in JavaScript',
      FEATURES,
      WITH,
    ),
    {
      name: 'a switch over an optional chain takes its default',
      source: issue(411),
      body: `const a = ctx.args.own;
switch (a?.foo) {
  case 'x': return 'case';
  default: return 'default';
}`,
      context: ARGUMENTS,
    },
    {
      name: 'a switch over a member takes its case',
      source: issue(411),
      body: `const a = ctx.args.own;
switch (a.foo) {
  case 'x': return 'case';
  default: return 'default';
}`,
      context: ARGUMENTS,
    },
    {
      name: 'a switch over a name that an optional chain was assigned to takes its case',
      source: issue(411),
      body: `const foo = ctx.args.own?.foo;
switch (foo) {
  case 'x': return 'case';
  default: return 'default';
}`,
      context: ARGUMENTS,
    },
    {
      name: 'a switch goes on to the next case without break',
      source: FEATURES,
      body: `const ran = [];
switch (1) {
  case 1: ran.push(1);
  case 2: ran.push(2); break;
  case 3: ran.push(3);
}
return ran;`,
    },
    returns(
      '[ctx.args.nothing?.a, ctx.args.own?.foo, ctx.args.list?.[1], ctx.args.nothing?.a.b.c]',
      'an optional chain over null is undefined, the whole of it',
      FEATURES,
      WITH,
    ),
    returns(`ctx.args.nothing?.toUpperCase()`, 'an optional call over null is undefined', FEATURES, WITH),
    { name: 'return a += b returns an empty string', source: RETURNED_SUM, body: `let t = 'a';\nreturn t += 'b';` },
    {
      name: 'return a += b returns an empty string for numbers',
      source: RETURNED_SUM,
      body: `let t = 1;\nreturn t += 1;`,
    },
    {
      name: 'return a += b assigns nevertheless',
      source: RETURNED_SUM,
      body: `const add = (n) => { return ctx.stash.n += n; };
ctx.stash.n = 1;
const added = add(2);
return { added, n: ctx.stash.n };`,
    },
    { name: 'an assignment that is returned has its value', source: ASSUMED, body: `let t = 1;\nreturn t = 2;` },
    { name: 'return a -= b returns the difference', source: ASSUMED, body: `let t = 3;\nreturn t -= 1;` },
    {
      name: '+= as a value elsewhere has its value',
      source: ASSUMED,
      body: `let t = 1;\nconst u = (t += 1);\nreturn [t, u];`,
    },
    {
      name: '||= and &&= assign',
      source: `${issue(353)} names only ??=`,
      body: `let t = null;\nt ||= 4;\nt &&= 5;\nreturn t;`,
    },
    returns('[7 % 3, -7 % 3, 2 ** 10, 7 / 2, 1 / 3]', 'arithmetic is that of doubles', FEATURES),
    returns('[0.1 + 0.2, 1.005 * 100, 9007199254740993]', 'numbers have the precision of doubles', ASSUMED),
    returns('[5 & 3, 5 | 3, 5 ^ 3, 1 << 4, -16 >> 2, -1 >>> 28]', 'bitwise operators work on 32 bits', FEATURES),
    returns('[1 + "1", "3" * "4", "a" * 1, +"7", -"7"]', 'arithmetic converts strings as in JavaScript', ASSUMED),
    returns('["b" > "a", "B" > "a", "10" < "9", 10 < 9, "é" > "z"]', 'strings compare by UTF-16 units', ASSUMED),
    returns('[!0, !"", !null, !"0", ![]]', 'values are true or false as in JavaScript', ASSUMED),
    returns(
      '`${1} ${"a"} ${true} ${null} ${undefined} ${[1, 2]}`',
      'a template string writes values as in JavaScript',
      ASSUMED,
    ),
    returns('`${{ a: 1 }}`', 'a template string writes an object', ASSUMED),
    returns('"" + [1, [2, 3]] + null + true', '+ writes values as in JavaScript', ASSUMED),
    returns('[...ctx.args.list, ...ctx.args.list]', 'a list can be spread into another', FEATURES, WITH),
    returns('({ ...ctx.args.own, ...ctx.args.nothing, b: 1 })', 'null can be spread into an object', FEATURES, WITH),
    {
      name: 'a pattern takes members apart, with defaults and the rest',
      source: `${FEATURES}; ${issue(301)} had one refused`,
      body: `const { zero, missing = 1, own: { foo }, ...others } = ctx.args;
const [first, , third = 3] = ctx.args.list;
return { zero, missing, foo, first, third, others };`,
      context: ARGUMENTS,
    },
    {
      name: 'the default of a pattern does not stand in for null',
      source: `${ASSUMED}; see ${issue(305)}`,
      body: `const { nothing = 'default' } = ctx.args;
return nothing;`,
      context: ARGUMENTS,
    },
    {
      name: 'delete removes a member',
      source: FEATURES,
      body: `const own = { a: 1, b: 2 };
delete own.a;
return own;`,
    },
    returns('void 0', 'void gives undefined', FEATURES),
  ],
};
