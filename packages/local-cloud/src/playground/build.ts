/** Bundles the playground's page, once for each state of its sources and packages. */
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeOnce } from '../kernel/make-once.ts';

const packageRoot = join(import.meta.dirname, '..', '..');
const APP_DIRECTORY = join(import.meta.dirname, 'app');
/** Files outside of `app` that the page imports. */
const SHARED_FILES = ['settings.ts', '../kernel/json.ts'].map((file) => join(import.meta.dirname, file));
const REALTIME_DIRECTORY = dirname(fileURLToPath(import.meta.resolve('@ordersaga/appsync-realtime')));

/**
 * Returns a directory with the page's files, for `createPlayground` to serve. Builds it below `cacheDirectory` (about a
 * second) unless it exists. Throws esbuild's `BuildFailure` if the sources don't compile.
 */
export async function buildPlayground(cacheDirectory: string): Promise<string> {
  const version = await versionOfSources();
  const directory = join(cacheDirectory, `playground-${version}`);
  await makeOnce(directory, (draft) => bundle(draft, version));
  return directory;
}

async function versionOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sourceFiles()) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

/** All files of the bundle. The manifest stands for the packages: it pins their versions. */
async function sourceFiles(): Promise<string[]> {
  const sources = await Promise.all([APP_DIRECTORY, REALTIME_DIRECTORY].map(filesIn));
  return [join(packageRoot, 'package.json'), import.meta.filename, ...SHARED_FILES, ...sources.flat()];
}

async function filesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names
    .filter((name) => !name.includes('.test.'))
    .sort()
    .map((name) => join(directory, name));
}

/** Everything but the page itself lies in a folder named by the version, and may thus be cached for ever. */
async function bundle(directory: string, version: string): Promise<void> {
  const assets = join(directory, version);
  await build({
    absWorkingDir: packageRoot,
    entryPoints: {
      main: join(APP_DIRECTORY, 'main.tsx'),
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: assets,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    loader: { '.ttf': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  await copyFile(join(APP_DIRECTORY, 'icon.svg'), join(assets, 'icon.svg'));
  const page = await readFile(join(APP_DIRECTORY, 'index.html'), 'utf8');
  await writeFile(join(directory, 'index.html'), page.replaceAll('%ASSETS%', version));
}
