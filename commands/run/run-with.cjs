// Runs a script on another Node as if it were this one: same streams, signals and exit code.
const { spawn } = require('child_process');
const { delimiter, dirname } = require('path');

/** Ends this process as the other one ends. What that starts by the name `node` is the same Node. */
function runWith(node, scriptAndArguments) {
  const child = spawn(node, scriptAndArguments, {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH || ''}` },
  });
  // A terminal sends Ctrl-C to both; `kill` reaches only this process.
  process.on('SIGINT', () => {});
  ['SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.kill(signal)));
  child.on('exit', (code, signal) => process.exit(signal ? 128 : code));
}

module.exports = { runWith };
