/** `Object`, `JSON`, functions and modules. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, FEATURES } from './sources.ts';

export const OBJECTS: Topic = {
  group: 'objects',
  snippets: [
    returns('Object.assign({ a: 1 }, null, { b: 2 }, { a: 3 })', 'Object.assign copies, null as nothing', FEATURES),
    returns(
      '[Object.keys({ b: 1, a: 2 }), Object.values({ b: 1 }), Object.entries({ b: 1 })]',
      'Object lists keys, values and entries',
      FEATURES,
    ),
    returns(
      'Object.keys({ z: 1, a: 2, 10: 3, 9: 4 })',
      'names are listed as they were written, numbers first',
      ASSUMED,
    ),
    returns(
      "[Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString'), Object.hasOwn({ a: undefined }, 'a')]",
      'Object.hasOwn knows own members',
      FEATURES,
    ),
    returns("Object.keys('ab')", 'Object.keys takes a string', ASSUMED),
    returns('Object.keys([5, 6])', 'Object.keys takes a list', ASSUMED),
    returns('Object.keys(null)', 'Object.keys of null', ASSUMED),
    returns('JSON.parse(\'{"a":[1,null,true]}\')', 'JSON.parse reads JSON', FEATURES),
    returns("JSON.parse('nonsense')", 'JSON.parse of what is not JSON is an empty string', FEATURES),
    returns("JSON.parse('')", 'JSON.parse of an empty string is an empty string', FEATURES),
    returns("JSON.parse('1')", 'JSON.parse reads a number', ASSUMED),
    returns('JSON.parse(null)', 'JSON.parse of null', ASSUMED),
    returns(
      "JSON.stringify({ b: [1, null], a: 'é\"\\n' })",
      'JSON.stringify writes JSON in the order of the members',
      FEATURES,
    ),
    returns('JSON.stringify({ a: undefined, b: NaN })', 'JSON.stringify leaves out undefined', ASSUMED),
    returns('JSON.stringify([undefined, null])', 'JSON.stringify writes undefined in a list as null', ASSUMED),
    returns('JSON.stringify({ a: 1, b: [2] }, null, 2)', 'JSON.stringify indents', ASSUMED),
    returns('JSON.stringify({ a: 1, b: 2 }, ["a"])', 'JSON.stringify takes a list of names', ASSUMED),
    returns(
      '[JSON.stringify(null), JSON.stringify("a"), JSON.stringify(undefined)]',
      'JSON.stringify takes any value',
      ASSUMED,
    ),
    returns('({ a: undefined, b: [undefined], c: null })', 'a result loses undefined', ASSUMED),
    returns("({ ['a' + 1]: 1, 'b c': 2, 3: 4 })", 'members can have computed names', FEATURES),
    returns('(({ a, b }) => [a, b])({ a: 1 })', 'a function takes a pattern', FEATURES),
    returns('((a, ...others) => [a, others])(1, 2, 3)', 'a function takes the rest of its arguments', FEATURES),
    {
      name: 'a function sees names around it',
      source: FEATURES,
      body: `let n = 1;\nconst add = (m) => { n += m; return n; };\nadd(2);\nreturn [n, add(3)];`,
    },
    {
      name: 'a function can be called above its declaration',
      source: ASSUMED,
      body: `return f(1);\nfunction f(a) { return a + 1; }`,
    },
    {
      name: 'a member can be a function',
      source: ASSUMED,
      body: `const own = { double: (n) => n * 2 };\nreturn own.double(4);`,
    },
    {
      name: 'a name can be declared anew in a block',
      source: ASSUMED,
      body: `const a = 1;\nif (a) {\n  const a = 2;\n  return a;\n}\nreturn a;`,
    },
    { name: 'var is there', source: FEATURES, body: `var a = 1;\nif (a) { var b = 2; }\nreturn [a, b];` },
    {
      name: 'else and else if are there',
      source: FEATURES,
      body: `if (ctx.args.a) return 1;\nelse if (ctx.args.b) return 2;\nelse return 3;`,
    },
    {
      name: 'code at the top of a module runs anew for each evaluation',
      source: ASSUMED,
      code: `let calls = 0;
export function request() { calls += 1; return calls; }
export function response() { return null; }
`,
    },
    {
      name: 'handlers can be arrow functions',
      source: ASSUMED,
      code: `export const request = (ctx) => ({ payload: ctx.args });
export const response = (ctx) => ctx.result;
`,
    },
    {
      name: 'handlers can be exported by a list',
      source: ASSUMED,
      code: `function request(ctx) { return { payload: 1 }; }
function response(ctx) { return ctx.result; }
export { request, response };
`,
    },
    {
      name: 'a handler can be exported by another name',
      source: ASSUMED,
      code: `function before(ctx) { return { payload: 1 }; }
function after(ctx) { return ctx.result; }
export { before as request, after as response };
`,
    },
    {
      name: 'util is there without an import',
      source: ASSUMED,
      code: `export function request(ctx) { return util.base64Encode('a'); }\nexport function response(ctx) { return null; }\n`,
    },
    {
      name: 'an import can have another name',
      source: ASSUMED,
      code: `import { util as u } from '@aws-appsync/utils';\nexport function request(ctx) { return u.base64Encode('a'); }\nexport function response(ctx) { return null; }\n`,
    },
    {
      name: 'a module may end with an inline source map',
      source: 'AppSync developer guide, "Bundling, TypeScript, and source maps"',
      code: `export function request(ctx) { return 1; }\nexport function response(ctx) { return null; }\n//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIm93bi50cyJdLCJtYXBwaW5ncyI6IkFBQUEiLCJuYW1lcyI6W119\n`,
    },
  ],
};
