/** The resolvers' code as AppSync receives it: bundled code of `domain/` must keep the rules as well. */
import appsync from '@aws-appsync/eslint-plugin';
import { ESLint } from 'eslint';
import assert from 'node:assert/strict';
import { loadCode } from '@ordersaga/appsync-js';
import { describe, it } from 'vitest';
import { isObject } from '../domain/is-object.ts';
import { MAX_CODE_CHARACTERS, resolverCode } from './resolvers.ts';

/** The plugin's rules that need no type information: types are gone by now. */
const forbidden = ['async', 'await', 'classes', 'continue', 'for', 'generators', 'in-operator', 'labels', 'promise']
  .concat(['regex', 'this', 'try', 'while', 'yield', 'disallowed-unary-operators', 'disallowed-binary-operators'])
  .map((construct) => [`@aws-appsync/no-${construct}`, 'error'] as const);

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    plugins: { '@aws-appsync': appsync },
    rules: {
      ...Object.fromEntries(forbidden),
      'no-restricted-syntax': ['error', { selector: 'NewExpression', message: 'APPSYNC_JS knows no new.' }],
    },
  },
});

describe('the code of a resolver', () => {
  for (const [name, code] of resolverCode()) {
    it(`stays within APPSYNC_JS and its size (${name})`, async () => {
      const [result] = await eslint.lintText(code);
      assert.deepEqual(result?.messages, []);
      assert.ok(code.length <= MAX_CODE_CHARACTERS);
      assert.deepEqual(importsOf(code), new Set(importsOf(code).size > 0 ? ['@aws-appsync/utils'] : []));
    });

    it(`does on AppSync what it does in JavaScript (${name})`, () => {
      assert.deepEqual(loadCode(code, name).warnings, []);
    });

    it(`ends with a source map that leads to its file, without the file's source (${name})`, () => {
      const { sources, sourcesContent } = sourceMapOf(code);
      assert.ok(Array.isArray(sources) && sources.includes(`resolvers/${name}.ts`), String(sources));
      assert.equal(sourcesContent, undefined);
    });
  }
});

function sourceMapOf(code: string): Record<string, unknown> {
  const [, map = ''] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(.*)\n$/.exec(code) ?? [];
  const parsed: unknown = JSON.parse(Buffer.from(map, 'base64').toString());
  assert.ok(isObject(parsed));
  return parsed;
}

function importsOf(code: string): Set<string | undefined> {
  return new Set([...code.matchAll(/ from "(.*)"/g)].map(([, module]) => module));
}
