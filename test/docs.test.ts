/** What the pages of the repository say about its files and commands is true. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'vitest';

const pages = globSync('**/*.md', { exclude: ['**/node_modules/**', 'cdk.out/**', '.cache/**'] });

describe('the pages of the repository', () => {
  for (const page of pages) {
    it(`link to files and headings that exist (${page})`, () => {
      assert.deepEqual(
        linksOf(page).filter((link) => !leadsSomewhere(page, link)),
        [],
      );
    });

    it(`run commands that package.json has (${page})`, () => {
      assert.deepEqual(
        commandsOf(page).filter((name) => !scripts().includes(name)),
        [],
      );
    });
  }

  it('name every command in the README', () => {
    const named = commandsOf('README.md');
    assert.deepEqual(
      scripts().filter((name) => !named.includes(name)),
      [],
    );
  });
});

function scripts(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.ok(typeof manifest === 'object' && manifest !== null && 'scripts' in manifest);
  assert.ok(typeof manifest.scripts === 'object' && manifest.scripts !== null);
  return Object.keys(manifest.scripts);
}

/** The names after `npm run`, and the two that need no `run`. */
function commandsOf(page: string): readonly string[] {
  const commands = readFileSync(page, 'utf8').matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g);
  return [...commands].map(([, name, short = '']) => name ?? short);
}

/** Addresses are not looked up. */
function linksOf(page: string): readonly string[] {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  return existsSync(file) && (heading === undefined || headingsOf(file).includes(heading));
}

/** As GitHub makes anchors of headings. */
function headingsOf(page: string): readonly string[] {
  const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
