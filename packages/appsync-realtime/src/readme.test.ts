/** The example of README.md runs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';

describe('README.md', () => {
  it('shows how to use the package', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, code = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    assert.match(code, /parseServerMessage/);
    const door = import.meta.resolve('@ordersaga/appsync-realtime');
    await import(`data:text/javascript,${encodeURIComponent(code.replace('@ordersaga/appsync-realtime', door))}`);
  });
});
