import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi, local } from '../testing/test-api.ts';

const { ask } = createTestApi({
  schema: `
    type Query { tree(json: AWSJSON): Tree warned(json: AWSJSON): String }
    type Tree { text: String day: AWSDate trees: [Tree] texts: [String!] }
  `,
  resolvers: [
    local('Query.tree', 'return { payload: ctx.args.json };'),
    local('Query.warned', "util.appendError('careful', 'T', null, ctx.args.json); return { payload: 'x' };"),
  ],
});

const TOO_LARGE = {
  data: null,
  errors: [{ errorType: 'PayloadTooLarge', message: 'The response is larger than 20 MB.' }],
};

function aliases(count: number, field: string): string {
  return Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
}

const megabyte = 'x'.repeat(1_000_000);

describe('a response', () => {
  it('of some megabytes is sent', async () => {
    const json = JSON.stringify({ text: megabyte });
    const { data } = await ask(`query($j: AWSJSON) { tree(json: $j) { ${aliases(10, 'text')} } }`, { j: json });
    assert.equal(JSON.stringify(data).length > 10_000_000, true);
  });

  const growing: readonly { readonly how: string; readonly selection: string; readonly tree: object }[] = [
    { how: 'one long text under many names', selection: aliases(4_000, 'text'), tree: { text: megabyte } },
    {
      how: 'one long list under many names',
      selection: aliases(4_000, 'texts'),
      tree: { texts: Array(50_000).fill('') },
    },
    {
      how: 'many objects with many names',
      selection: `trees { ${aliases(4_000, 'text')} }`,
      tree: { trees: Array(50_000).fill({}) },
    },
    {
      how: 'many objects with a long name',
      selection: `trees { ${'x'.repeat(10_000)}: text }`,
      tree: { trees: Array(50_000).fill({}) },
    },
    { how: 'one long complaint under many names', selection: aliases(4_000, 'day'), tree: { day: megabyte } },
  ];
  for (const { how, selection, tree } of growing) {
    it(`isn't sent when it grows too large by ${how}`, async () => {
      const query = `query($j: AWSJSON) { tree(json: $j) { ${selection} } }`;
      assert.deepEqual(await ask(query, { j: JSON.stringify(tree) }), TOO_LARGE);
    });
  }

  it("isn't sent when its errors grow too large", async () => {
    const query = `query($j: AWSJSON) { ${aliases(30, 'warned(json: $j)')} }`;
    assert.deepEqual(await ask(query, { j: JSON.stringify(megabyte) }), TOO_LARGE);
  });
});
