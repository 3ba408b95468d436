import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, describe, it } from 'vitest';
import { boot } from './boot.ts';
import { describeCloud } from './describe-cloud.ts';
import { notesStack } from '../testing/notes-stack.ts';
import { writeAssembly } from '../testing/write-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What is printed of a cloud with these resources besides the notes, and the claims of each token that it offers. */
async function describeWith(resources: object) {
  const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
  writeAssembly(assemblyDirectory, { ...notesStack, resources: { ...notesStack.resources, ...resources } });
  const running = await boot({ assemblyDirectory, port: 0, log: () => {} });
  try {
    const printed = describeCloud(running);
    const offers = [...printed.matchAll(/^ {2}(.*?) +curl -s '(\S+\/tokens\S+)'$/gm)];
    const claims = offers.map(async ([, whose, url = '']) => {
      const token = await (await fetch(url)).text();
      return [whose, decodeJwt(token)] as const;
    });
    return { printed, tokens: new Map(await Promise.all(claims)) };
  } finally {
    await running.close();
  }
}

function group(GroupName: string) {
  return {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { GroupName, UserPoolId: { Ref: 'Pool' } },
  };
}

describe('what is printed of a running cloud', () => {
  it("has a line for a user's token, one of a member of each group of the template, and an expired one", async () => {
    const pool = { Type: 'AWS::Cognito::UserPool', Properties: {} };
    const { tokens } = await describeWith({ Pool: pool, Editors: group('editors'), Guests: group('night guests') });
    const groups = [...tokens].map(([whose, claims]) => [whose, claims['cognito:groups']]);
    assert.deepEqual(groups, [
      ['a user', undefined],
      ['in editors', ['editors']],
      ['in night guests', ['night guests']],
      ['expired', undefined],
    ]);
    const isOver = [...tokens.values()].map(({ exp = 0 }) => exp * 1000 < Date.now());
    assert.deepEqual(isOver, [false, false, false, true]);
  });

  it('has no word about tokens where the template has no user pool', async () => {
    const { printed, tokens } = await describeWith({});
    assert.equal(tokens.size, 0);
    assert.doesNotMatch(printed, /token/i);
  });
});
