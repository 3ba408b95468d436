/** What `resume` does with its arguments; that it resumes is tested where a cloud runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runCommand } from './testing/run-command.ts';

describe('resume', () => {
  it('prints its help', async () => {
    const { code, stdout } = await runCommand('resume', '--help');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Starts the saga of an order again.*npm run resume -- ORDER_ID.*--undo.*--state-machine-arn/s,
    );
  });

  const wrong: [string[], RegExp][] = [
    [[], /^Name one order by its id\. Try --help\.\n$/],
    [['one', 'two'], /^Name one order by its id\. Try --help\.\n$/],
    [['no id'], /^Name one order by its id\. Try --help\.\n$/],
    [['one', '--nope'], /^Unknown option '--nope'.* Try --help\.\n$/],
    [['one', '--undo=yes'], /^Option '--undo' does not take an argument\. Try --help\.\n$/],
    [['one', '--stack'], /^Option '--stack <value>' argument missing\. Try --help\.\n$/],
  ];
  for (const [options, line] of wrong) {
    it(`ends with 2 and one line for: ${options.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCommand('resume', ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
