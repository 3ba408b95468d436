import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { CodeError } from '../contract/code-error.ts';
import { loadCode } from '../load-code.ts';

function faultsOf(code: string): CodeError['faults'] {
  try {
    loadCode(code, 'Query.deep');
    return [];
  } catch (error) {
    assert.ok(error instanceof CodeError, String(error));
    assert.match(error.message, /^Query\.deep: The code contains one or more errors\./);
    return error.faults;
  }
}

function returning(expression: string): string {
  return `export function request(ctx) { let a = ctx; return ${expression}; }`;
}
function doing(body: string): string {
  return `export function request(ctx) { ${body} }`;
}

const chainOfFunctions = Array.from({ length: 900 }, (_, index) => `function f${index}() { return f${index + 1}(); }`);

/** By what is nested or chained, so deep that some parser, walker or checker would go down too far. */
const DEEP: { readonly [what: string]: string } = {
  parentheses: returning(`${'('.repeat(3_000)}1${')'.repeat(3_000)}`),
  'open parentheses': returning('('.repeat(30_000)),
  arrays: returning(`${'['.repeat(3_000)}${']'.repeat(3_000)}`),
  objects: returning(`${'{a:'.repeat(3_000)}1${'}'.repeat(3_000)}`),
  sums: returning(`${'a+'.repeat(10_000)}a`),
  alternatives: returning(`${'a||'.repeat(8_000)}a`),
  'nullish alternatives': returning(`${'a??'.repeat(8_000)}a`),
  comparisons: returning(`${'a<'.repeat(10_000)}a`),
  commas: returning(`(1${',1'.repeat(10_000)})`),
  powers: returning(`${'2**'.repeat(8_000)}2`),
  templates: returning(`${'`${'.repeat(3_000)}1${'}`'.repeat(3_000)}`),
  'arrow functions': returning(`${'()=>'.repeat(3_000)}1`),
  functions: `${'function f(){'.repeat(2_000)}${'}'.repeat(2_000)}`,
  members: returning(`a${'.a'.repeat(10_000)}`),
  'optional members': returning(`a${'?.a'.repeat(9_000)}`),
  indexes: returning(`${'a['.repeat(3_000)}1${']'.repeat(3_000)}`),
  'calls of calls': returning(`a${'()'.repeat(10_000)}`),
  'calls in calls': returning(`${'a('.repeat(3_000)}1${')'.repeat(3_000)}`),
  negations: returning(`${'!'.repeat(10_000)}1`),
  signs: returning(`${'- '.repeat(10_000)}1`),
  typeof: returning(`${'typeof '.repeat(4_000)}1`),
  conditions: returning(`${'1?1:'.repeat(5_000)}1`),
  assignments: returning(`${'a='.repeat(10_000)}1`),
  spreads: returning(`${'[...'.repeat(3_000)}1${']'.repeat(3_000)}`),
  patterns: doing(`const ${'['.repeat(3_000)}b${']'.repeat(3_000)} = ctx;`),
  'object patterns': doing(`const ${'{a:'.repeat(3_000)}b${'}'.repeat(3_000)} = ctx;`),
  blocks: doing(`${'{'.repeat(3_000)}${'}'.repeat(3_000)}`),
  ifs: doing(`${'if (1) '.repeat(4_000)};`),
  loops: doing(`${'for(const a of ctx)'.repeat(1_500)};`),
  'functions that call the next': doing(`return f0(); } ${chainOfFunctions.join(' ')} function f900() {`),
};

describe('code that is nested too deep', () => {
  for (const [what, code] of Object.entries(DEEP)) {
    it(`is refused by name: ${what}`, () => {
      const [fault] = faultsOf(code);
      assert.equal(fault?.rule, 'code-nesting');
      assert.match(fault.message, /500 levels deep/);
      assert.equal(fault.file, 'Query.deep');
    });
  }

  it('does not disturb what is loaded after it', () => {
    faultsOf(DEEP['parentheses'] ?? '');
    assert.equal(loadCode(returning('1 + 1'), 'flat').evaluate('request').result, 2);
  });

  it('is refused at the place where it goes too deep', () => {
    const [fault] = faultsOf(doing(`\n${'{'.repeat(600)}${'}'.repeat(600)}`));
    assert.deepEqual([fault?.line, fault && fault.column > 490 && fault.column < 510], [2, true]);
  });
});

describe('code that is long and flat', () => {
  for (const [what, code, result] of [
    ['400 parentheses', returning(`${'('.repeat(400)}1${')'.repeat(400)}`), 1],
    ['a sum of 1,000', returning(`1${' + 1'.repeat(1_000)}`), 1_001],
    ['800 alternatives', returning(`${'0 || '.repeat(800)}7`), 7],
    ['1,000 branches', doing(`if (0) {} ${'else if (0) {} '.repeat(1_000)} else return 5;`), 5],
    ['200 calls of calls', returning(`'x'${'.trim()'.repeat(200)}`), 'x'],
  ] as const) {
    it(`runs: ${what}`, () => {
      assert.deepEqual(faultsOf(code), []);
      assert.equal(loadCode(code, 'flat').evaluate('request').result, result);
    });
  }
});

function withMap(map: string): string {
  return `export const request = () => nobody;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}

describe('code that is odd', () => {
  for (const [what, code, rule] of [
    ['nothing but zero bytes', '\0\0', 'syntax'],
    ['half a surrogate pair', '\ud800', 'syntax'],
    ['ten million characters', 'a'.repeat(10_000_000), 'code-size'],
    ['a million parentheses', '('.repeat(1_000_000), 'code-size'],
    ['a shebang', '#!/bin/sh', 'syntax'],
    ['markup', 'export const request = () => <a/>;', 'syntax'],
    ['a map that is no map', withMap('{'), 'no-unknown-names'],
    ['a map of null', withMap('null'), 'no-unknown-names'],
    [
      'a map with wrong letters',
      withMap('{"version":3,"sources":["x"],"names":[],"mappings":"!!"}'),
      'no-unknown-names',
    ],
    [
      'a map to negative places',
      withMap('{"version":3,"sources":["x"],"names":[],"mappings":"ZZZZZZZZZZ"}'),
      'no-unknown-names',
    ],
    ['a map to no source', withMap('{"version":3,"sources":[null],"names":[],"mappings":"AAAA"}'), 'no-unknown-names'],
    [
      'a map of empty sections',
      withMap('{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":null}]}'),
      'no-unknown-names',
    ],
    ['a map of numbers', withMap('{"version":3,"sources":7,"names":7,"mappings":7}'), 'no-unknown-names'],
    ['a pattern behind a rest', doing('const [...[a]] = ctx.args.list; return a;'), 'no-rest-pattern'],
  ] as const) {
    it(`is refused by name: ${what}`, () => {
      const [fault] = faultsOf(code);
      assert.equal(fault?.rule, rule);
      assert.ok(typeof fault.file === 'string' && fault.line > 0 && fault.column > 0);
    });
  }

  it('runs with a byte order mark, and with half a surrogate pair in a string', () => {
    const code = loadCode(`\ufeffexport const request = () => '\ud800'.length;`, 'odd');
    assert.equal(code.evaluate('request').result, 1);
  });

  it('cannot put its own functions in the place of the counters, not even by an escape', () => {
    const code = doing(
      `const \\u0024tick = () => 1; const \\u0024count = 1; for (const a of '${'x'.repeat(1_001)}') ctx.stash.a = a;`,
    );
    assert.equal(loadCode(code, 'odd').evaluate('request').error?.message, 'Runtime Error');
  });
});
