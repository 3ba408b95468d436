/** Every command knows its options and says in one line which one it does not know. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runCommand } from './testing/run-command.ts';

describe('a command', () => {
  for (const name of ['bench', 'chaos', 'demo', 'redrive', 'resume', 'smoke', 'test']) {
    it(`ends with 2 and one line for an option that it does not know, and starts nothing: ${name}`, async () => {
      const { code, stdout, stderr } = await runCommand(name, '--nope');
      assert.match(stderr, /^Unknown option '--nope'[^\n]* Try --help\.\n$/);
      assert.deepEqual([code, stdout], [2, '']);
    });

    it(`prints its help: ${name}`, async () => {
      const { code, stdout, stderr } = await runCommand(name, '--help');
      assert.match(stdout, new RegExp(`npm run ${name}`));
      assert.deepEqual([code, stderr], [0, '']);
    });
  }

  const wrong: [string, string[], RegExp][] = [
    ['chaos', ['--orders', 'many'], /^--orders must be a whole number from 1 on; it is "many"\. Try --help\.\n$/],
    ['chaos', ['--orders', '0'], /^--orders must be a whole number from 1 on; it is "0"\. Try --help\.\n$/],
    ['chaos', ['--kills', '1.5'], /^--kills must be a whole number from 0 on; it is "1\.5"\. Try --help\.\n$/],
    ['redrive', ['order-1'], /^Unexpected argument 'order-1'\.[^\n]* Try --help\.\n$/],
    ['redrive', ['--stack'], /^Option '--stack <value>' argument missing\. Try --help\.\n$/],
    ['bench', ['fast'], /^Unexpected argument 'fast'\.[^\n]* Try --help\.\n$/],
  ];
  for (const [name, options, line] of wrong) {
    it(`ends with 2 and one line for: ${name} ${options.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCommand(name, ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
