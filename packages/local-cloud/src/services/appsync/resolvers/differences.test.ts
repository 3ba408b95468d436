/** What an API makes of the places where AppSync runs code otherwise than JavaScript would. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createApi } from '../create-api.ts';
import type { FunctionDefinition } from '../definition.ts';
import {
  createTestApi,
  DEFINITION,
  DEPENDENCIES,
  handlers,
  local,
  named,
  NONE,
  OWNER,
  unit,
} from '../testing/test-api.ts';

const SCHEMA = 'type Query { a: String b: String }';

describe('a warning', () => {
  const step: FunctionDefinition = {
    functionId: 'f',
    name: 'step',
    dataSourceName: 'none',
    code: handlers('return ctx.stash.a ?? util.autoId();'),
  };
  const pipeline = {
    ...named('Query.b'),
    kind: 'PIPELINE' as const,
    functionIds: ['f', 'f'],
    code: handlers('return {};'),
  };
  const warningsOf = (code: string): string[] => {
    const lines: string[] = [];
    const resolvers = [{ ...local('Query.a', ''), code }, pipeline];
    const dependencies = { ...DEPENDENCIES, warn: (line: string) => lines.push(line) };
    createApi({ ...DEFINITION, schema: SCHEMA, functions: [step], resolvers }, dependencies);
    return lines.map((line) => line.split(': ')[0] ?? '');
  };

  it('names the function or field, or the source, once for each place', () => {
    const { sources, mappings } = { sources: ['resolvers/helper.ts'], mappings: 'AAAA' };
    const map = Buffer.from(JSON.stringify({ version: 3, sources, names: [], mappings })).toString('base64');
    const code = `export const request = (ctx) => ctx.args.a ?? f(); const f = () => 1;`;
    assert.deepEqual(warningsOf(`${code}\n//# sourceMappingURL=data:application/json;base64,${map}`), [
      'step:3:54 no-effect-after-coalescing',
      'resolvers/helper.ts:1:1 no-effect-after-coalescing',
    ]);
  });
});

describe('a number of an item', () => {
  const table = { name: 'table', type: 'AMAZON_DYNAMODB', tableName: 'T', principal: OWNER };
  const get = `return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: '1' }) };`;
  const item = { Item: { id: { S: '1' }, num: { N: '100' } } };
  const dependencies = { callAws: () => Promise.resolve(JSON.stringify(item)) };

  it('is null in a string that the response handler makes', async () => {
    const response = 'return `${ctx.result.num} ${ctx.result.num + 0} ${ctx.result.id}`;';
    const resolvers = [unit('Query.a', 'table', get, response)];
    const { ask } = createTestApi({ schema: SCHEMA, dataSources: [table], resolvers }, dependencies);
    assert.deepEqual(await ask('{ a }'), { data: { a: 'null 100 1' } });
  });

  it('is an ordinary number in the handlers after it', async () => {
    const read = { functionId: 'f', name: 'read', dataSourceName: 'table', code: handlers(get, 'return ctx.result;') };
    const tell = {
      functionId: 'g',
      name: 'tell',
      dataSourceName: 'none',
      code: handlers('return { payload: `${ctx.prev.result.num}` };'),
    };
    const code = handlers('return {};', 'return ctx.result;');
    const resolvers = [
      { ...named('Query.a'), kind: 'PIPELINE' as const, functionIds: ['f', 'g'], code },
      {
        ...named('Query.b'),
        kind: 'PIPELINE' as const,
        functionIds: ['f'],
        code: handlers('return {};', 'return `${ctx.result.num}`;'),
      },
    ];
    const { ask } = createTestApi(
      { schema: SCHEMA, dataSources: [NONE, table], functions: [read, tell], resolvers },
      dependencies,
    );
    assert.deepEqual(await ask('{ a b }'), { data: { a: '100', b: '100' } });
  });
});
