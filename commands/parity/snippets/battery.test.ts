/** The battery is sound: the local cloud answers each snippet, and answers it the same when it is asked again. */
import assert from 'node:assert/strict';
import { CodeError, loadCode } from '@ordersaga/appsync-js';
import { describe, it } from 'vitest';
import { isRecord } from '../../json.ts';
import { TOPICS } from './battery.ts';
import { codeOf } from './snippet.ts';
import type { Snippet } from './snippet.ts';

const snippets = TOPICS.flatMap(({ group, snippets: own }) => own.map((snippet) => ({ group, snippet })));

/** Two answers; `rejected` for code that is not saved. */
function answersTo(snippet: Snippet): readonly string[] | 'rejected' {
  const { context = {}, function: handler = 'request' } = snippet;
  // What isn't JSON, or too long, never comes to the runtime.
  const members = isRecord(context) ? structuredClone(context) : {};
  try {
    const code = loadCode(codeOf(snippet), 'code.js');
    return [1, 2].map(() => JSON.stringify(code.evaluate(handler, members)));
  } catch (error) {
    if (error instanceof CodeError) return 'rejected';
    throw error;
  }
}

/** What the bounds of code reject, beside the groups about what is rejected. */
const TOO_LONG = 'code of 32,769 characters is rejected';

describe('the battery of snippets', () => {
  it('has at least 200', () => {
    assert.ok(snippets.length >= 200, `${snippets.length}`);
  });

  it('has no two of the same name in a group', () => {
    const names = snippets.map(({ group, snippet }) => `${group}: ${snippet.name}`);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  it('says of each where the assumption comes from', () => {
    assert.deepEqual(
      snippets.filter(({ snippet: { source } }) => source.trim() === ''),
      [],
    );
  });

  it('has either a body or a module', () => {
    assert.deepEqual(
      snippets.filter(({ snippet: { body, code } }) => (body === undefined) === (code === undefined)),
      [],
    );
  });

  for (const { group, snippets: own } of TOPICS) {
    it(`gets answers to ${group}, the same again each time, and none about what is not supported here`, () => {
      for (const snippet of own) {
        const answers = answersTo(snippet);
        assert.equal(answers === 'rejected', group.startsWith('rejected') || snippet.name === TOO_LONG, snippet.name);
        if (answers === 'rejected') continue;
        const [first = '', second = ''] = answers;
        assert.equal(first, second, snippet.name);
        assert.doesNotMatch(first, /not supported by @ordersaga/, snippet.name);
      }
    });
  }
});
