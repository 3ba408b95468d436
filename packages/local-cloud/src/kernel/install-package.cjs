// Installs one package of the npm registry into a directory of its own, with the npm that runs this or belongs to this Node.
// CommonJS in the syntax of old Nodes: the first package to install may be a newer Node.
const { spawnSync } = require('child_process');
const { existsSync, mkdirSync, writeFileSync } = require('fs');
const { dirname, join } = require('path');

/**
 * `specifier` is such as `@dynoxide/linux-x64@1.2.1`; the package is then in `directory`/node_modules. npm checks what it
 * downloads against the hash that the registry names. Returns npm's own words if it fails, else undefined.
 */
function installPackage(specifier, directory) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  const { command, leading, shell } = npmCommand();
  const options = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', specifier];
  const { status, stderr, error } = spawnSync(command, [...leading, ...options], {
    cwd: directory,
    encoding: 'utf8',
    shell,
  });
  if (status === 0) return undefined;
  return error ? error.message : (stderr || '').trim().split('\n')[0] || 'npm gave no reason';
}

function npmCommand() {
  const inDirectoryOfNode = ['node_modules', '../lib/node_modules'].map((modules) =>
    join(dirname(process.execPath), modules, 'npm', 'bin', 'npm-cli.js'),
  );
  const script = [process.env.npm_execpath || '', ...inDirectoryOfNode].find(
    (path) => /npm-cli\.js$/.test(path) && existsSync(path),
  );
  if (script) return { command: process.execPath, leading: [script], shell: false };
  // On Windows npm is a .cmd file, which only a shell can start.
  return { command: 'npm', leading: [], shell: process.platform === 'win32' };
}

module.exports = { installPackage };
