import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isOfLaterVersion, SCHEMA_VERSION } from './schema-version.ts';

describe('isOfLaterVersion', () => {
  it('is true only for what code of a later version wrote', () => {
    const versions = [undefined, 0, SCHEMA_VERSION, SCHEMA_VERSION + 1, 'two'];
    assert.deepEqual(
      versions.map((schemaVersion) => isOfLaterVersion({ schemaVersion })),
      [false, false, false, true, false],
    );
  });
});
