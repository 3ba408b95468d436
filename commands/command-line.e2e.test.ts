/** Every command knows its options and says in one line which one it does not know. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'vitest';
import { parseRecord } from './json.ts';
import { outcomeOf } from './testing/outcome-of.ts';
import { runCommand } from './testing/run-command.ts';

describe('a command', () => {
  for (const name of [
    'bench',
    'chaos',
    'demo',
    'invoke',
    'logs',
    'outputs',
    'parity',
    'redrive',
    'resume',
    'smoke',
    'test',
  ]) {
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

  describe('export-asl, which lies beside the stack,', () => {
    const exportAsl = (...options: readonly string[]) =>
      outcomeOf(spawn(process.execPath, ['infra/export-asl.ts', ...options], { stdio: ['ignore', 'pipe', 'pipe'] }));

    it('ends with 2 and one line for an option that it does not know', async () => {
      const { code, stdout, stderr } = await exportAsl('--nope');
      assert.match(stderr, /^Unknown option '--nope'[^\n]* Try --help\.\n$/);
      assert.deepEqual([code, stdout], [2, '']);
    });

    it('prints the definition of the saga of orders, or of refunds', async () => {
      const firstOf = async (...options: readonly string[]) => {
        const { code, stdout, stderr } = await exportAsl(...options);
        assert.deepEqual([code, stderr], [0, '']);
        const { StartAt, States } = parseRecord(stdout);
        assert.match(JSON.stringify(States), /"FunctionName":"\$\{\w+FunctionAliaslive\}"/);
        return StartAt;
      };
      assert.deepEqual([await firstOf(), await firstOf('--refunds')], ['WhichWay', 'IssueRefund']);
    });
  });

  const wrong: readonly { readonly name: string; readonly options: readonly string[]; readonly line: RegExp }[] = [
    {
      name: 'chaos',
      options: ['--orders', 'many'],
      line: /^--orders must be a whole number from 1 on; it is "many"\. Try --help\.\n$/,
    },
    {
      name: 'chaos',
      options: ['--orders', '0'],
      line: /^--orders must be a whole number from 1 on; it is "0"\. Try --help\.\n$/,
    },
    {
      name: 'chaos',
      options: ['--kills', '1.5'],
      line: /^--kills must be a whole number from 0 on; it is "1\.5"\. Try --help\.\n$/,
    },
    { name: 'redrive', options: ['order-1'], line: /^Unexpected argument 'order-1'\.[^\n]* Try --help\.\n$/ },
    { name: 'redrive', options: ['--stage'], line: /^Option '--stage <value>' argument missing\. Try --help\.\n$/ },
    { name: 'redrive', options: ['--stage', 'nope'], line: /^There is no stages\/nope\.json\.[^\n]*\n$/ },
    { name: 'parity', options: ['--stage', 'nope'], line: /^There is no stages\/nope\.json\.[^\n]*\n$/ },
    { name: 'resume', options: ['one', '--stage', 'nope'], line: /^There is no stages\/nope\.json\.[^\n]*\n$/ },
    {
      name: 'logs',
      options: ['--since', '1y'],
      line: /^--since must be a time such as 30s, 15m, 2h or 7d; it is "1y"\./,
    },
    { name: 'logs', options: ['--level', 'bad'], line: /^--level must be debug, info, warn or error; it is "bad"\./ },
    { name: 'logs', options: ['--order', 'a b'], line: /^--order needs an order id\. Try --help\.\n$/ },
    { name: 'outputs', options: ['--stage', 'nope'], line: /^There is no stages\/nope\.json\.[^\n]*\n$/ },
    { name: 'invoke', options: [], line: /^Name one function\. Try --help\.\n$/ },
    {
      name: 'invoke',
      options: ['fail-order', '--event', 'package-lock.nope'],
      line: /^--event must name a file of JSON; package-lock\.nope is none: [^\n]*\n$/,
    },
    { name: 'bench', options: ['fast'], line: /^Unexpected argument 'fast'\.[^\n]* Try --help\.\n$/ },
  ];
  for (const { name, options, line } of wrong) {
    it(`ends with 2 and one line for: ${name} ${options.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCommand(name, ...options);
      assert.match(stderr, line);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
