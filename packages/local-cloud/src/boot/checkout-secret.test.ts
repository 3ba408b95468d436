import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { openCheckoutSecret } from './checkout-secret.ts';

const directory = mkdtempSync(join(tmpdir(), 'secret-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}

describe('the secret of a checkout', () => {
  it('stays the same, and is another one in another checkout', () => {
    const secret = openCheckoutSecret(join(directory, 'a', 'secret'));
    assert.match(secret, /^[\da-f]{64}$/);
    assert.equal(openCheckoutSecret(join(directory, 'a', 'secret')), secret);
    assert.notEqual(openCheckoutSecret(join(directory, 'b', 'secret')), secret);
  });

  it.skipIf(process.platform === 'win32')('is for its owner to read, also where a copy has loosened that', () => {
    const file = join(directory, 'c', 'secret');
    openCheckoutSecret(file);
    assert.equal(modeOf(file), '600');
    chmodSync(file, 0o644);
    openCheckoutSecret(file);
    assert.equal(modeOf(file), '600');
  });

  it('is made anew where the file holds none', () => {
    const file = join(directory, 'secret');
    for (const content of ['', 'abc']) {
      writeFileSync(file, content);
      assert.match(openCheckoutSecret(file), /^[\da-f]{64}$/);
    }
  });
});
