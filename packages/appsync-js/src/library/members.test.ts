import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, it } from 'vitest';
import { isRecord } from '../contract/json.ts';
import { loadCode } from '../load-code.ts';
import { bundleLibrary } from '../realm/bundle-library.ts';
import { createRealm } from '../realm/create-realm.ts';

/** `module: a.b.c` of every function. */
function pathsOf(members: unknown, path: string): string[] {
  return isRecord(members)
    ? Object.entries(members).flatMap(([name, value]) =>
        pathsOf(value, `${path}${path.endsWith(' ') ? '' : '.'}${name}`),
      )
    : [path];
}

const modules: unknown = JSON.parse(createRealm(bundleLibrary()).membersJson);
const known = Object.entries(isRecord(modules) ? modules : {}).flatMap(([name, members]) =>
  pathsOf(members, `${name}: `),
);

const supportTable = readFileSync(new URL('../../SUPPORT.md', import.meta.url), 'utf8');

/** Where AWS declares each module. */
const DECLARATIONS = [
  { module: '@aws-appsync/utils', path: './index.d.ts' },
  { module: '@aws-appsync/utils/ai', path: './bedrock-helpers.d.ts' },
  { module: '@aws-appsync/utils/dynamodb', path: './dynamodb-helpers.d.ts' },
  { module: '@aws-appsync/utils/rds', path: './rds-helpers.d.ts' },
];

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.resolve('@aws-appsync/utils')));
}

const program = ts.createProgram(
  DECLARATIONS.map(({ path }) => fileOf(path)),
  { noLib: true, types: [] },
);
const checker = program.getTypeChecker();

/** The functions that AWS's type definitions declare. */
function declaredBy(module: string, path: string): string[] {
  const membersOf = (type: ts.Type, name: string): string[] =>
    type.getCallSignatures().length > 0
      ? [name]
      : checker
          .getPropertiesOfType(type)
          .flatMap((member) => membersOf(checker.getTypeOfSymbol(member), `${name}.${member.name}`));
  const source = program.getSourceFile(fileOf(path));
  const symbol = source && checker.getSymbolAtLocation(source);
  const values = (symbol === undefined ? [] : checker.getExportsOfModule(symbol))
    .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
    .filter((one) => (one.flags & ts.SymbolFlags.Value) !== 0);
  return values.flatMap((value) => membersOf(checker.getTypeOfSymbol(value), `${module}: ${value.name}`));
}

describe('the library', () => {
  for (const { module, path } of DECLARATIONS) {
    it(`has every function that the types of ${module} declare, and no other`, () => {
      const inModule = known.filter((path) => path.startsWith(`${module}: `));
      assert.deepEqual(inModule.sort(), declaredBy(module, path).sort());
    });
  }

  for (const path of known) {
    const [module = '', member = ''] = path.split(': ');
    const name = module.endsWith('/utils') ? member : `${module.slice(module.lastIndexOf('/') + 1)}.${member}`;

    it(`says in SUPPORT.md what it makes of ${name}`, () => {
      assert.equal(isListedAsUnsupported(name), isUnsupported(module, member));
    });
  }
});

function isListedAsUnsupported(name: string): boolean {
  const row = supportTable.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
  assert.ok(row !== undefined, `${name} is not in SUPPORT.md`);
  return row.includes('| not supported |');
}

function isUnsupported(module: string, member: string): boolean {
  const code = `import * as module from '${module}';\nexport const request = () => module.${member}();`;
  const { error } = loadCode(code, member).evaluate('request');
  return error?.message.endsWith('is not supported by @ordersaga/appsync-js') ?? false;
}
