import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { orderResources } from './order-resources.ts';

/** `{ A: 'B C' }`: A depends on B and C. */
function orderOf(template: { readonly [logicalId: string]: string }): readonly string[] {
  const resources = Object.entries(template).map(([logicalId, dependencies]) => ({
    logicalId,
    dependsOn: new Set(dependencies.split(' ').filter(Boolean)),
  }));
  return orderResources(resources).map(({ logicalId }) => logicalId);
}

describe('the order in which resources are created', () => {
  it("is the template's if none depends on another", () => {
    assert.deepEqual(orderOf({ C: '', A: '', B: '' }), ['C', 'A', 'B']);
  });

  it('puts each resource after those that it depends on', () => {
    assert.deepEqual(orderOf({ Mapping: 'Function Table', Function: 'Role', Role: '', Table: '' }), [
      'Role',
      'Function',
      'Table',
      'Mapping',
    ]);
  });

  it("keeps the template's order among those that could come next", () => {
    assert.deepEqual(orderOf({ A: 'Z', B: '', C: 'Z', Z: '', D: '' }), ['B', 'Z', 'A', 'C', 'D']);
  });

  it('leaves out dependencies that are not there', () => {
    assert.deepEqual(orderOf({ A: 'Gone', B: '' }), ['A', 'B']);
  });

  it('is refused for a circle, naming its members and no other resource', () => {
    assert.throws(() => orderOf({ First: 'A', A: 'B', B: 'C', C: 'A', Last: '' }), {
      name: 'StartupError',
      message: /in a circle: A → B → C → A\./,
    });
    assert.throws(() => orderOf({ A: 'A' }), { name: 'StartupError', message: /in a circle: A → A\./ });
  });
});
