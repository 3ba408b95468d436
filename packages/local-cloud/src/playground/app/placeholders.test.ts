import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { fillPlaceholders, followsAnswer, rememberAnswer, type Answers } from './placeholders.ts';

describe('placeholders in variables', () => {
  const answers: Answers = new Map();
  rememberAnswer(answers, { boil: { id: 'kettle-7', cups: [{ litres: 0.2 }] } });

  it('are filled at any depth, with values of any type', () => {
    const filled = fillPlaceholders(
      { input: { ids: ['{{boil.id}}'], litres: '{{boil.cups.0.litres}}', dry: null } },
      answers,
    );
    assert.deepEqual(filled, { input: { ids: ['kettle-7'], litres: 0.2, dry: null } });
  });

  it('are whole values only', () => {
    assert.equal(fillPlaceholders('id {{boil.id}}', answers), 'id {{boil.id}}');
  });

  it('name the missing field as long as no response had it', () => {
    assert.throws(
      () => fillPlaceholders('{{boil.colour}}', answers),
      /^Error: boil\.colour is not known yet: run boil first/,
    );
  });

  it("keep the last value that wasn't null", () => {
    const changed: Answers = new Map(answers);
    rememberAnswer(changed, { boil: null });
    assert.equal(fillPlaceholders('{{boil.id}}', changed), 'kettle-7');
    rememberAnswer(changed, { boil: { id: 'kettle-8' } });
    assert.equal(fillPlaceholders('{{boil.id}}', changed), 'kettle-8');
  });
});

describe('a tab', () => {
  it('follows a response whose field its variables name', () => {
    const variables = '{ "id": "{{boil.id}}" }';
    assert.equal(followsAnswer(variables, { boil: { id: 'kettle-7' } }), true);
    assert.equal(followsAnswer(variables, { boil: null }), false);
    assert.equal(followsAnswer(variables, { boilAll: { id: 'kettle-7' } }), false);
    assert.equal(followsAnswer(undefined, { boil: { id: 'kettle-7' } }), false);
  });
});
