// Runs a source file on the Node version that package.json pins; with another one, says so in one line.
// CommonJS, so that the oldest Node that npm itself runs on can read it.
const [, , file, ...rest] = process.argv;
const wanted = require('../package.json').devDependencies.node;
const major = (version) => version.replace(/^v/, '').split('.')[0];

if (major(process.version) !== major(wanted)) {
  console.error(
    `This project runs on Node ${wanted}, which npm installs with it; this is ${process.version}. ` +
      'Run "npm ci" without --ignore-scripts, and start commands with "npm run".',
  );
  process.exit(1);
}

const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const path = resolve(file);
process.argv = [process.argv[0], path, ...rest];
import(pathToFileURL(path).href).catch((error) => {
  console.error(error);
  process.exit(1);
});
