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

  const wrong: readonly { readonly options: readonly string[]; readonly line: RegExp }[] = [
    { options: [], line: /^Name one order by its id\. Try --help\.\n$/ },
    { options: ['one', 'two'], line: /^Name one order by its id\. Try --help\.\n$/ },
    { options: ['no id'], line: /^Name one order by its id\. Try --help\.\n$/ },
    { options: ['one', '--nope'], line: /^Unknown option '--nope'.* Try --help\.\n$/ },
    { options: ['one', '--undo=yes'], line: /^Option '--undo' does not take an argument\. Try --help\.\n$/ },
    { options: ['one', '--stage'], line: /^Option '--stage <value>' argument missing\. Try --help\.\n$/ },
  ];
  for (const { options, line } of wrong) {
    it(`ends with 2 and one line for: ${options.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCommand('resume', ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
