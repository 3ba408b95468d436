/**
 * The code of the Lambda functions: one ES module each, with everything that it imports, the AWS SDK included (the
 * version that was tested is the one that runs). All are built in one go; CDK's NodejsFunction starts npx for each.
 */
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const FUNCTIONS_FOLDER = join(import.meta.dirname, '../functions');

/** Folders that were built, by the app that they were built for. */
const builtFor = new WeakMap<Stage, string>();

/**
 * The bundle of `functions/<folder>/handler.ts`; its handler is `index.handler`. If CDK needs no bundle, as for `cdk list`
 * and in tests of the template, it is the source itself.
 */
export function lambdaBundle(scope: Construct, folder: string): Code {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(join(FUNCTIONS_FOLDER, folder));
  const app = Stage.of(scope);
  if (!app) throw new Error('A Lambda function must stand in an app');
  const bundles = builtFor.get(app) ?? buildAll(join(app.outdir, 'bundles'));
  builtFor.set(app, bundles);
  return Code.fromAsset(join(bundles, basename(folder)));
}

function buildAll(outdir: string): string {
  const folders = globSync('**/handler.ts', { cwd: FUNCTIONS_FOLDER }).map(dirname);
  buildSync({
    entryPoints: folders.map((folder) => ({
      in: join(FUNCTIONS_FOLDER, folder, 'handler.ts'),
      out: `${basename(folder)}/index`,
    })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    // CommonJS dependencies inside an ES module call require().
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return outdir;
}
