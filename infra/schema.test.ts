import assert from 'node:assert/strict';
import { buildASTSchema, parse, printSchema, visit } from 'graphql';
import { describe, it } from 'vitest';
import { contractFor, withoutDescriptions } from './schema.ts';
import { stageNamed } from './testing/stages.ts';

const DESCRIBED = `
"""
Of the schema
"""
schema { query: Query }

"Of a directive"
directive @own("of its argument" a: String = "kept" ) on FIELD_DEFINITION

"""
Of a type, with "quotes" and # a hash
"""
type Query implements Node & Named {
  "of a field"
  id("of an argument" limit: Int = 20, "of another" text: String = "# no comment"): ID! @deprecated(reason: "kept # too")
  # a comment
  name: String
}
"Of an interface" interface Node { "of a field" id: ID! }
interface Named { name: String }
"Of a union" union Either = Query
"Of a scalar" scalar Own
"Of an enum" enum Kind {
  "of a value" A
  # null
  B
  """
  of a value in a block
  """
  C @deprecated(reason: "kept")
}
"Of an input" input Box { "of a member" a: Int = 1 }
extend type Query { "of an extension's field" more: Kind }
extend enum Kind { "of an extension's value" D }
`;

describe('a schema without descriptions', () => {
  const bare = withoutDescriptions(DESCRIBED);

  it('has none left, of whatever they were', () => {
    visit(parse(bare), {
      enter: (node) =>
        assert.equal('description' in node ? node.description : undefined, undefined, JSON.stringify(node)),
    });
  });

  it('has no comment left', () => {
    assert.doesNotMatch(bare, /^\s*#/m);
  });

  it('keeps types, defaults and directives', () => {
    const plain = (sdl: string): string =>
      printSchema(buildASTSchema(parse(sdl.replaceAll(/"""[^]*?"""/g, '').replaceAll(/"[Oo]f [^"]*"/g, ''))));
    assert.equal(plain(bare), plain(DESCRIBED));
    assert.match(bare, /text: String = "# no comment"/);
    assert.match(bare, /@deprecated\(reason: "kept # too"\)/);
    assert.match(bare, /extend enum Kind \{\n {2}D\n\}/);
  });
});

describe('the contract', () => {
  for (const stage of ['dev', 'prod'] as const) {
    it(`is deployed without descriptions, and documented with them (${stage})`, () => {
      const { documented, deployed } = contractFor(stageNamed(stage));
      assert.equal(deployed.definition, withoutDescriptions(documented));
      assert.doesNotMatch(deployed.definition, /Accepted; nothing has been reserved/);
      assert.match(documented, /Accepted; nothing has been reserved/);
      assert.equal(deployed.definition.includes('@aws_api_key'), stage === 'dev');
      assert.equal(documented.includes('@aws_api_key'), stage === 'dev');
    });
  }
});
