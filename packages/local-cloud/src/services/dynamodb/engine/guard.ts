/**
 * Runs the engine on Windows, which has no shell for it: ends it when standard input closes, as that does however the
 * parent ends. Arguments: the file that gets the engine's process id, the engine's binary, its arguments.
 */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [pidFile = '', binary = '', ...engineArguments] = process.argv.slice(2);

const engine = spawn(binary, engineArguments, { stdio: ['ignore', 'ignore', 'inherit'], windowsHide: true });
engine.on('error', ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
engine.on('spawn', () => writeFileSync(pidFile, `${engine.pid}\n`));
engine.on('exit', (code) => process.exit(code ?? 1));
process.stdin.resume().on('end', () => engine.kill('SIGKILL'));
