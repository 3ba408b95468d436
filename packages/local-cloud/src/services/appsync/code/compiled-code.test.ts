import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { CodeError } from '@ordersaga/appsync-js/run';
import { compileAll, keyOf } from './compiled-code.ts';
import type { Code } from './compiled-code.ts';
import { prepareCode } from './load-code.ts';

const ONE = codeOf('one');
const TWO = codeOf('two');

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'compiled-'));
  file = join(directory, 'cache', 'appsync-js.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

function codeOf(value: string): Code {
  return { name: `Query.${value}`, code: `export const request = () => '${value}'; export const response = () => 1;` };
}

/** Shows whether the kept code is run: the compiler would never write this. */
function falsify(value: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`'${value}'`, `'kept ${value}'`));
}

async function resultOf(codes: readonly Code[], { code, name }: Code) {
  const load = await prepareCode(codes, join(directory, 'cache'));
  return load(code, name).evaluate('request').result;
}

describe('compiled code', () => {
  it('runs as the code does', async () => {
    assert.equal(await resultOf([ONE], ONE), 'one');
  });

  it('is taken from the file at the next start', async () => {
    await compileAll([ONE], file);
    falsify('one');
    assert.equal(await resultOf([ONE], ONE), 'kept one');
  });

  it('is kept beside code that is new, and only while it is used', async () => {
    await compileAll([ONE], file);
    falsify('one');
    assert.equal(await resultOf([ONE, TWO], TWO), 'two');
    assert.equal(await resultOf([ONE, TWO], ONE), 'kept one');
    const { compiled } = await compileAll([TWO, codeOf('three')], file);
    assert.deepEqual(Object.keys(compiled), [keyOf(TWO), keyOf(codeOf('three'))]);
  });

  it('is made anew for another name, since its warnings name it', async () => {
    await compileAll([ONE], file);
    falsify('one');
    const renamed = { ...ONE, name: 'Query.other' };
    assert.equal(await resultOf([renamed], renamed), 'one');
  });

  it('is made anew by another version of the compiler', async () => {
    await compileAll([ONE], file);
    falsify('one');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version":"\w+"/, '"version":"another"'));
    assert.equal(await resultOf([ONE], ONE), 'one');
  });

  it('is made anew if the file is damaged', async () => {
    for (const damage of ['', '{"version":', '[]', 'null']) {
      await compileAll([ONE], file);
      writeFileSync(file, damage);
      assert.equal(await resultOf([ONE], ONE), 'one');
    }
  });

  it('is not there for code that AppSync would not save', async () => {
    await assert.rejects(compileAll([ONE, { ...TWO, code: 'export const request = async () => 1;' }], file), CodeError);
    assert.throws(() => readFileSync(file), { code: 'ENOENT' });
  });
});
