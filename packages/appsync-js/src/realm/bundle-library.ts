/** The library as one script, in the form that a realm can evaluate. */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/**
 * What the library uses of the engine. It gets these as arguments, because it empties the realm's global object, so that
 * handler code finds none of them.
 */
const INTRINSICS = [
  'Array',
  'BigInt',
  'Boolean',
  'Date',
  'Error',
  'Function',
  'Intl',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'WeakMap',
  'parseInt',
];

/** Made once for all realms of the process. */
let bundle: string | undefined;

/** Evaluates to the exports of `library/main.ts`. */
export function bundleLibrary(): string {
  bundle ??= bundleAnew();
  return bundle;
}

function bundleAnew(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../library/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    target: 'esnext',
  });
  const names = INTRINSICS.join(', ');
  return `((${names}) => { 'use strict'; ${outputFiles[0]?.text ?? ''}; return library; })(${names})`;
}
