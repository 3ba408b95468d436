import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi } from '../testing/test-api.ts';

const SCHEMA = 'type Query { thing: Thing } type Thing { id: ID! when: AWSDateTime }';

describe('introspection', () => {
  it('describes the schema with its AppSync scalars', async () => {
    const { ask } = createTestApi({ schema: SCHEMA });
    const query =
      '{ __type(name: "Thing") { kind fields { name type { name ofType { name } } } } __schema { queryType { name } } }';
    const { data } = await ask(query);
    assert.match(JSON.stringify(data), /"name":"when","type":\{"name":"AWSDateTime","ofType":null\}/);
    assert.match(JSON.stringify(data), /"__schema":\{"queryType":\{"name":"Query"\}\}/);
  });

  it('can be switched off, but for __typename', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, introspection: 'DISABLED' });
    assert.deepEqual(await ask('{ __schema { queryType { name } } }'), {
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line: 1, column: 3, sourceName: null }],
          message:
            "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
        },
      ],
    });
    assert.deepEqual(await ask('{ __typename }'), { data: { __typename: 'Query' } });
  });
});
