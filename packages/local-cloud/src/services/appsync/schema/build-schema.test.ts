import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { buildAppsyncSchema } from './build-schema.ts';
import { createTestApi } from '../testing/test-api.ts';

const DEPLOYED = 'type Query { kind(id: ID): Kind } enum Kind { A B }';
const DOCUMENTED = `
  "Who asks what"
  type Query {
    "One kind"
    kind("of this id" id: ID): Kind
  }
  """
  All kinds
  """
  enum Kind {
    "The first"
    A
    # not a description
    B
  }
`;

function build(sdl: string, documentation?: string) {
  const warnings: string[] = [];
  const schema = buildAppsyncSchema(sdl, { documented: documentation, warn: (message) => warnings.push(message) });
  return { schema, warnings };
}

describe('the documented schema beside the deployed one', () => {
  it('gives introspection its descriptions', async () => {
    const { ask } = createTestApi({ schema: DEPLOYED, documentedSchema: DOCUMENTED });
    const query = `{
      query: __type(name: "Query") { description fields { description args { description } } }
      kind: __type(name: "Kind") { description enumValues { name description } }
    }`;
    assert.deepEqual((await ask(query))['data'], {
      query: {
        description: 'Who asks what',
        fields: [{ description: 'One kind', args: [{ description: 'of this id' }] }],
      },
      kind: {
        description: 'All kinds',
        enumValues: [
          { name: 'A', description: 'The first' },
          { name: 'B', description: null },
        ],
      },
    });
  });

  it('is rejected if it differs in more than descriptions', () => {
    for (const other of [
      DOCUMENTED.replace('ID)', 'ID!)'),
      DOCUMENTED.replace(/B\s*\}/, '}'),
      `${DOCUMENTED} type More { a: ID }`,
    ]) {
      assert.throws(() => build(DEPLOYED, other), { name: 'DefinitionError', message: /differs from its Definition/ });
    }
    assert.throws(() => build(DEPLOYED, 'type {'), { name: 'DefinitionError', message: /cannot be parsed/ });
  });

  it('isn’t warned of, because AppSync never gets it', () => {
    assert.deepEqual(build(DEPLOYED, DOCUMENTED).warnings, []);
  });
});

describe('a deployed schema that AppSync’s parser doesn’t take', () => {
  it('is warned of if it describes enum values', () => {
    const { warnings } = build(`${DOCUMENTED} extend enum Kind { """block""" C }`);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /describes enum values \(Kind\.A, Kind\.C\)/);
  });

  for (const word of ['null', 'true', 'returns false then']) {
    it(`is rejected with the comment "${word}" before an enum’s value`, () => {
      assert.throws(() => build(`type Query { a: Kind }\nenum Kind {\n  A\n  # ${word}\n  # more\n  B\n}`), {
        name: 'DefinitionError',
        message: /^The comment on line 4 stands before an enum's value/,
      });
    });
  }

  it('may have such comments elsewhere, and others there', () => {
    build(
      '# null\ntype Query {\n  # null\n  a: Kind # true\n}\n# false\nenum Kind {\n  # nullable\n  A # first\n  B\n  # null\n}',
    );
  });

  it('is rejected if an interface implements another', () => {
    const sdl = 'type Query { a: Node }\ninterface Node { id: ID }\ninterface Named implements Node { id: ID }';
    assert.throws(() => build(sdl), { name: 'DefinitionError', message: /^The interface Named \(line 3\) implements/ });
  });
});
