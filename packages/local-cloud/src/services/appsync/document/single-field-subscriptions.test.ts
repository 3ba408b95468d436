import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { BY_API_KEY, createTestApi } from '../testing/test-api.ts';

const { api } = createTestApi({
  schema: `
    type Query { a: String }
    type Mutation { save: Thing }
    type Subscription {
      on(limit: Int! = 1): Thing @aws_subscribe(mutations: ["save"])
      other: Thing @aws_subscribe(mutations: ["save"])
    }
    type Thing { id: ID }
  `,
});

/** What it is refused with; undefined where it is not. */
async function refusalOf(query: string, variables: JsonObject = {}): Promise<string | undefined> {
  const answer = await api.subscribe(BY_API_KEY, { query, variables, operationName: null }, {});
  return 'errors' in answer ? answer.errors[0]?.message : undefined;
}

describe('a subscription', () => {
  it('may leave it to a variable whether its field is selected', async () => {
    const query = 'subscription($b: Boolean!) { on @include(if: $b) { id } }';
    assert.equal(await refusalOf(query, { b: true }), undefined);
    assert.equal(await refusalOf(query, { b: false }), 'unknown not supported through the realtime channel');
  });

  it("is rejected as any document is if its directives aren't valid", async () => {
    const words = 'Validation error of type MissingDirectiveArgument: Missing directive argument if';
    assert.equal(await refusalOf('subscription { on @include { id } }'), `${words} @ 'on'`);
    assert.match((await refusalOf('subscription($i: Int) { on @skip(if: $i) { id } }')) ?? '', /VariableTypeMismatch/);
  });

  const several = "SubscriptionMultipleRootFields: Subscription operation 'null' must have exactly one root field";
  for (const [query, words] of [
    ['subscription { on { id } other { id } }', `${several} @ 'other'`],
    ['subscription { a: on { id } on { id } }', `${several} @ 'on'`],
    ['subscription { ...f } fragment f on Subscription { on { id } ... { other { id } } }', `${several} @ 'f/other'`],
    ['subscription { ...f ...f other { id } } fragment f on Subscription { on { id } }', `${several} @ 'other'`],
    [
      'subscription { __typename }',
      "InvalidSyntax: Anonymous Subscription must not select an introspection top level field. @ '__typename'",
    ],
  ] as const) {
    it(`selects one field, which ${query} doesn't`, async () => {
      assert.equal(await refusalOf(query), `Validation error of type ${words}`);
    });
  }

  it('may select its field in several places', async () => {
    assert.equal(await refusalOf('subscription { on { id } ... { on { __typename } } }'), undefined);
  });

  it('is rejected if a variable gives null to an argument that may not be null', async () => {
    const message = "An argument of 'on' has coerced Null value for a NonNull type";
    const query = 'subscription($n: Int) { on(limit: $n) { id } }';
    assert.equal(await refusalOf(query, { n: null }), message);
    assert.equal(await refusalOf(query), undefined);
  });
});
