import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { LambdaFunction } from './create-function.ts';
import { createFunctions } from './functions.ts';

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:charge';
const RUNNING: LambdaFunction = {
  invoke: () => Promise.reject(new Error('not asked for')),
  invokeEvent: () => {},
  warm: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** The function `charge` with the versions 1 and 2. */
function createCharge() {
  const functions = createFunctions();
  const start = (version: string) => {
    return { ...RUNNING, warm: () => (warmed.push(version), Promise.resolve()) };
  };
  const warmed: string[] = [];
  functions.add({ name: 'charge', arn: ARN, roleArn: 'role', timeoutSeconds: 3, properties: {}, start });
  for (const version of ['1', '2']) functions.addVersion(ARN, { arn: `${ARN}:${version}`, version, description: '' });
  const addAlias = (name: string, version: string, weights: Record<string, number> = {}) =>
    functions.addAlias(ARN, { arn: `${ARN}:${name}`, name, description: '', version, weights });
  return { functions, addAlias, warmed };
}

describe('the functions of a stack', () => {
  it('are found by name and by ARN, with a version, an alias or neither', () => {
    const { functions, addAlias } = createCharge();
    addAlias('live', '2');
    const versions = ['charge', ARN, 'charge:1', `${ARN}:2`, 'charge:live', `${ARN}:live`, 'charge:$LATEST'];
    assert.deepEqual(
      versions.map((name) => functions.find(name)?.version),
      ['$LATEST', '$LATEST', '1', '2', '2', '2', '$LATEST'],
    );
    assert.equal(functions.find(`${ARN}:live`)?.qualifiedName, 'charge:live');
    for (const other of ['refund', 'charge:3', 'charge:dead', `${ARN}x`])
      assert.equal(functions.find(other), undefined);
  });

  it('divide the invocations of an alias by its weights', () => {
    const { functions, addAlias } = createCharge();
    addAlias('all', '1', { 2: 1 });
    addAlias('none', '1', { 2: 0 });
    addAlias('half', '1', { 2: 0.5 });
    const chosen = (alias: string) =>
      [...new Set(Array.from({ length: 200 }, () => functions.find(`charge:${alias}`)?.version))].sort();
    assert.deepEqual(['all', 'none', 'half'].map(chosen), [['2'], ['1'], ['1', '2']]);
  });

  it('refuse an alias of a version that is not there', () => {
    assert.throws(() => createCharge().addAlias('live', '3'), {
      name: 'StartupError',
      message: `The alias ${ARN}:live names the version 3, which charge doesn't have.`,
    });
  });

  it('start the version ahead of time that an alias stands for', async () => {
    const { functions, addAlias, warmed } = createCharge();
    addAlias('live', '2');
    await functions.warm();
    assert.deepEqual(warmed, ['2']);
  });
});
