import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'vitest';
import { isJsonObject, parseObject } from '../../kernel/json.ts';
import { offerTabs } from './tabs.ts';

const BOIL = { title: 'Boil water', query: 'mutation Boil { boil }', variables: '{ "litres": 1 }' };
const LOOK = { title: 'Look at it', query: 'query Look { kettle }' };
const WATCH = { title: 'Watch it', query: 'subscription Watch { changed }' };

describe('the offered tabs', () => {
  let kept: Map<string, string>;
  let storage: { getItem: (key: string) => string | null; setItem: (key: string, value: string) => void };
  const tabState = () => parseObject(kept.get('graphiql:tabState') ?? '') ?? {};
  const tabs = () => {
    const { tabs: list } = tabState();
    return Array.isArray(list) ? list.filter(isJsonObject) : [];
  };
  const titles = () => tabs().map((tab) => tab['title']);
  const alter = (index: number, changes: object) => {
    const altered = tabs().map((tab, at) => (at === index ? { ...tab, ...changes } : tab));
    kept.set('graphiql:tabState', JSON.stringify({ ...tabState(), tabs: altered }));
  };

  beforeEach(() => {
    kept = new Map();
    storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
    offerTabs([BOIL, LOOK], storage);
  });

  it('open at the first visit, the first one active with its variables', () => {
    assert.deepEqual(titles(), ['Boil water', 'Look at it']);
    assert.equal(tabState()['activeTabIndex'], 0);
    assert.equal(kept.get('graphiql:query'), BOIL.query);
    assert.equal(kept.get('graphiql:variables'), BOIL.variables);
  });

  it('leave everything as the user has it while the offer is the same', () => {
    alter(1, { query: 'query Look { kettle(id: 2) }', title: 'Look' });
    offerTabs([BOIL, LOOK], storage);
    assert.deepEqual(titles(), ['Boil water', 'Look at it']);
    assert.equal(tabs()[1]?.['query'], 'query Look { kettle(id: 2) }');
  });

  it('take the place of an earlier offer', () => {
    offerTabs([WATCH, LOOK], storage);
    assert.deepEqual(titles(), ['Watch it', 'Look at it']);
    assert.equal(kept.get('graphiql:query'), WATCH.query);
  });

  it('go before what the user has written or altered', () => {
    alter(0, { variables: '{ "litres": 2 }' });
    alter(1, { query: 'query Mine { kettle }', operationName: 'Mine', title: 'Mine' });
    offerTabs([WATCH], storage);
    assert.deepEqual(titles(), ['Watch it', 'Boil water', 'Mine']);
  });
});
