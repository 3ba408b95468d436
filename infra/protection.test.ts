import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { PROTECTED_TYPES, protectOnly } from './protection.ts';
import { stageNamed } from './testing/stages.ts';
import { allResources, at, templateOf } from './testing/template.ts';

/** Which resources of stage prod are protected, by their logical ids, and whether the stack is. */
function protectedIn(created: readonly string[] | undefined) {
  let isStackProtected: boolean | undefined;
  const template = templateOf((app) => {
    const stack = new OrdersagaStack(app, stageNamed('prod'));
    if (created) protectOnly(stack, created);
    isStackProtected = stack.terminationProtection;
    return stack;
  });
  const resources = allResources(template);
  const ids = Object.keys(resources).filter((id) =>
    /"DeletionProtection\w*":(true|"ACTIVE")/.test(JSON.stringify(at(resources[id], 'Properties'))),
  );
  return { ids, types: ids.map((id) => at(resources[id], 'Type')), isStackProtected };
}

describe('protection against deletion', () => {
  const { ids, types, isStackProtected } = protectedIn(undefined);

  it('covers the tables, the user pools and the stack', () => {
    assert.deepEqual(new Set(types), new Set(PROTECTED_TYPES));
    assert.equal(ids.length, 9);
    assert.equal(isStackProtected, true);
  });

  it('is off for everything until a creation has succeeded', () => {
    assert.deepEqual(protectedIn(['none']), { ids: [], types: [], isStackProtected: false });
  });

  it('is off for what an update adds, and stays on for the rest', () => {
    const [added, ...created] = ids;
    const update = protectedIn(created);
    assert.ok(added);
    assert.deepEqual(update.ids, created);
    assert.equal(update.isStackProtected, true);
  });
});
