/** `.github/comment-diff.sh` with a GitHub command line that keeps what it is asked for. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, '../../.github/comment-diff.sh');

// The workflow runs it on Linux.
describe.skipIf(process.platform === 'win32')('the comment on a pull request', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'comment-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** What it asks GitHub to change, if there are comments with these ids. */
  const comment = (...existing: readonly string[]) => {
    const gh = `#!/usr/bin/env bash\ncase "$*" in *--method*) echo "$*" >> calls ;; *) printf '${existing.join('\\n')}' ;; esac\n`;
    writeFileSync(join(directory, 'gh'), gh);
    chmodSync(join(directory, 'gh'), 0o755);
    const PATH = `${directory}${delimiter}${process.env['PATH']}`;
    const env = { ...process.env, PATH, REPOSITORY: 'octo-org/orders', PULL_REQUEST: '7' };
    execFileSync(SCRIPT, { cwd: directory, env });
    return readFileSync(join(directory, 'calls'), 'utf8');
  };

  it('is made once, and updated from then on', () => {
    writeFileSync(join(directory, 'dev.diff'), 'one');
    const made = 'api --method POST repos/octo-org/orders/issues/7/comments -F body=@comment.md --silent\n';
    assert.equal(comment(), made);
    assert.equal(
      comment('12', '13'),
      `${made}api --method PATCH repos/octo-org/orders/issues/comments/12 -F body=@comment.md --silent\n`,
    );
  });

  it('is updated also if there are more of them than a pipe holds', () => {
    writeFileSync(join(directory, 'dev.diff'), 'one');
    const ids = Array.from({ length: 20_000 }, (_, index) => String(12 + index));
    assert.match(comment(...ids), /^api --method PATCH repos\/octo-org\/orders\/issues\/comments\/12 /);
  });

  it('shows the stages that were compared, and of a long comparison the beginning', () => {
    writeFileSync(join(directory, 'dev.diff'), '+ a line of dev');
    comment();
    const dev = readFileSync(join(directory, 'comment.md'), 'utf8');
    assert.match(dev, /stage dev<[^]*\n\+ a line of dev\n~~~~~~~~\n/);
    assert.doesNotMatch(dev, /prod|The rest/);
    writeFileSync(join(directory, 'prod.diff'), '-'.repeat(100_000));
    comment();
    const both = readFileSync(join(directory, 'comment.md'), 'utf8');
    assert.ok(both.includes(`\n${'-'.repeat(30_000)}\nThe rest is in the log of the workflow.\n`));
    assert.ok(both.length < 65_536);
  });
});
