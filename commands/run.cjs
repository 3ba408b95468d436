// The door of every `npm run` command: runs a source file on a Node that can, and explains a newcomer's mistakes.
// CommonJS in the syntax of old Nodes, so that each of them can say what is missing.
const { existsSync } = require('fs');
const nodeModule = require('module');
const { resolve } = require('path');
const { pathToFileURL } = require('url');
const { lostOptions } = require('./run/lost-options.cjs');
const { runWith } = require('./run/run-with.cjs');

const [, , file, ...rest] = process.argv;

async function main() {
  const lost = lostOptions(process.env, rest);
  if (lost) return fail(lost);
  if (!existsSync(resolve(__dirname, '../node_modules/.package-lock.json'))) {
    return fail('The packages of this project are not installed. Run "npm ci" first.');
  }
  cacheCompiledSources();
  // It needs an installed package.
  const { findNode, isNewEnough } = require('./run/find-node.cjs');
  if (!isNewEnough(process.version)) return runWith(findNode(), process.argv.slice(1));
  const path = resolve(file);
  process.argv = [process.argv[0], path, ...rest];
  await import(pathToFileURL(path).href);
}

/** Node starts in half the time if it need not strip the types of these sources and compile them again. */
function cacheCompiledSources() {
  const directory = process.env.NODE_COMPILE_CACHE || resolve(__dirname, '../.cache/node-compile');
  process.env.NODE_COMPILE_CACHE = directory;
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(directory);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main().catch((error) => fail(error.isForUsers ? error.message : error.stack));
