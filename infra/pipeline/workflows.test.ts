/** The GitHub workflows: they run what exists, with no more rights than they need, and nothing that could change unseen. */
import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { parse } from 'yaml';
import { isObject } from '../../domain/is-object.ts';
import manifest from '../../package.json' with { type: 'json' };
import { at } from '../testing/template.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FOLDER = join(PROJECT, '.github/workflows');

type Job = { readonly name: string; readonly job: unknown; readonly steps: readonly unknown[] };
type Workflow = { readonly text: string; readonly content: unknown; readonly jobs: readonly Job[] };

const workflows = new Map<string, Workflow>();
for (const file of (await readdir(FOLDER)).toSorted()) {
  const text = await readFile(join(FOLDER, file), 'utf8');
  const content: unknown = parse(text);
  const jobs = at(content, 'jobs');
  assert.ok(isObject(jobs));
  const entries = Object.entries(jobs).map(([name, job]) => ({ name, job, steps: [at(job, 'steps') ?? []].flat() }));
  workflows.set(file, { text, content, jobs: entries });
}
const jobs = [...workflows].flatMap(([file, { jobs: ofFile }]) => ofFile.map((one) => ({ file, ...one })));
const commands = jobs.flatMap(({ steps }) => steps.flatMap((step) => at(step, 'run') ?? []).map(String));

describe('the workflows', () => {
  it('run scripts that exist', async () => {
    const scripts = commands.flatMap((command) => [...command.matchAll(/npm run (?:--silent )?([\w:-]+)/g)]);
    assert.ok(scripts.length > 0);
    for (const [, name = ''] of scripts) assert.ok(Object.hasOwn(manifest.scripts, name), name);
    const files = commands.filter((command) => command.startsWith('.'));
    assert.deepEqual(files, ['.github/comment-diff.sh', '.ci/run']);
    for (const file of files) await access(join(PROJECT, file), constants.X_OK);
  });

  it('take every action by its commit, with its version beside it', () => {
    for (const [file, { text }] of workflows) {
      const uses = text.split('\n').filter((line) => /^\s*-? *uses:/.test(line));
      assert.ok(uses.length > 0, file);
      for (const line of uses) assert.match(line, /uses: (\.\/\S+|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/, file);
    }
  });

  it('have the right to read the sources, and more only in the jobs that need it', () => {
    for (const [file, { content }] of workflows) {
      assert.deepEqual(at(content, 'permissions'), { contents: 'read' }, file);
    }
    const more = jobs.filter(({ job }) => at(job, 'permissions') !== undefined);
    assert.deepEqual(
      more.map(({ file, name, job }) => [file, name, at(job, 'permissions')]),
      [
        ['deploy.yml', 'dev', { contents: 'read', 'id-token': 'write' }],
        ['deploy.yml', 'prod', { contents: 'read', 'id-token': 'write' }],
        ['diff.yml', 'diff', { contents: 'read', 'id-token': 'write', 'pull-requests': 'write' }],
      ],
    );
  });

  it('leave no token in the sources, and take no text of others into a command', () => {
    const checkouts = jobs.flatMap(({ steps }) =>
      steps.filter((step) => String(at(step, 'uses')).startsWith('actions/checkout@')),
    );
    assert.ok(checkouts.length > 0);
    for (const step of checkouts) assert.equal(at(step, 'with', 'persist-credentials'), false);
    for (const command of commands) assert.doesNotMatch(command, /\$\{\{/);
  });

  it('run the sources of a fork without rights', () => {
    const events = [...workflows].map(([file, { content }]) => [file, at(content, 'on')]);
    assert.deepEqual(Object.fromEntries(events), {
      'deploy.yml': { push: { branches: ['main'] } },
      'diff.yml': { pull_request: null },
      'test.yml': { pull_request: null, workflow_call: null },
    });
    const diff = jobs.find(({ file }) => file === 'diff.yml');
    assert.match(
      String(at(diff?.job, 'if')),
      /^github\.event\.pull_request\.head\.repo\.full_name == github\.repository &&/,
    );
  });

  it('deploy a stage in its own environment, one deployment at a time, to the end', () => {
    for (const stage of ['dev', 'prod']) {
      const deployment = jobs.find(({ file, name }) => file === 'deploy.yml' && name === stage);
      assert.equal(at(deployment?.job, 'environment'), stage);
      assert.deepEqual(at(deployment?.job, 'concurrency'), { group: `deploy-${stage}`, 'cancel-in-progress': false });
      const runs = deployment?.steps.flatMap((step) => at(step, 'run') ?? []);
      assert.ok(runs?.includes(`npm run deploy -- ${stage} --require-approval never`));
    }
    assert.deepEqual(
      jobs.filter(({ file }) => file === 'deploy.yml').map(({ job }) => at(job, 'needs')),
      [undefined, 'test', 'dev'],
    );
  });

  it('are given only what docs/deploying.md says', async () => {
    const documented = await readFile(join(PROJECT, 'docs/deploying.md'), 'utf8');
    const variables = [...workflows.values()].flatMap(({ text }) => text.match(/(?<=vars\.)\w+/g) ?? []);
    assert.ok(variables.length > 0);
    for (const name of new Set(variables)) assert.ok(documented.includes(`\`${name}\``), name);
    for (const { text } of workflows.values()) assert.doesNotMatch(text, /secrets\./);
  });
});
