/** The battery is sound: the local cloud answers each snippet, and answers it the same when it is asked again. */
import assert from 'node:assert/strict';
import { CodeError, loadCode } from '@ordersaga/appsync-js';
import { describe, it } from 'vitest';
import { isRecord } from '../../json.ts';
import { TOPICS } from './battery.ts';
import { codeOf } from './snippet.ts';
import type { Snippet } from './snippet.ts';

const snippets = TOPICS.flatMap(({ group, snippets: own }) => own.map((snippet) => ({ group, snippet })));

/** Undefined for what only the service checks: the bounds and the JSON of its input. */
function answerOf(snippet: Snippet): string | undefined {
  const { context = {}, function: handler = 'request' } = snippet;
  if (!isRecord(context)) return undefined;
  try {
    return JSON.stringify(loadCode(codeOf(snippet), 'code.js').evaluate(handler, structuredClone(context)));
  } catch (error) {
    if (error instanceof CodeError) return error.message;
    throw error;
  }
}

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
        const answer = answerOf(snippet);
        assert.equal(answerOf(snippet), answer, snippet.name);
        assert.doesNotMatch(answer ?? '', /not supported by @ordersaga/, snippet.name);
      }
    });
  }
});
