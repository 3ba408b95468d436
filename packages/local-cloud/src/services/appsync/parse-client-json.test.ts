import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseClientJson, parseClientObject } from './parse-client-json.ts';
import { createTestApi, local } from './testing/test-api.ts';

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('JSON from a client', () => {
  it('may be nested 1,000 levels deep, and long', () => {
    for (const text of [nested(1_000), `{"a":${nested(999)}}`, `[${nested(100)},${'[],'.repeat(2_000)}[]]`]) {
      assert.equal(JSON.stringify(parseClientJson(text)), text);
    }
  });

  it("can't be read when it is nested deeper, since that would overflow the stack later on", () => {
    for (const text of [nested(1_001), nested(400_000), '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)]) {
      assert.throws(() => parseClientJson(text), SyntaxError);
      assert.equal(parseClientObject(`{"a":${text}}`), undefined);
    }
  });

  it('is held to that inside AWSJSON too, as a variable and as a literal', async () => {
    const { ask } = createTestApi({
      schema: 'type Query { echo(json: AWSJSON): AWSJSON }',
      resolvers: [local('Query.echo', 'return { payload: ctx.args.json };')],
    });
    const query = 'query($j: AWSJSON) { echo(json: $j) }';
    assert.deepEqual(await ask(query, { j: nested(1_000) }), { data: { echo: nested(1_000) } });
    assert.match(
      JSON.stringify(await ask(query, { j: nested(1_001) })),
      /Variable 'j' has an invalid value\. Unable to/,
    );
    assert.match(JSON.stringify(await ask(`{ echo(json: "${nested(5_000)}") }`)), /is not a valid 'AWSJSON'/);
  });
});
