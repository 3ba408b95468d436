/** A copy of this project whose stages a test may set, and whose app bundles no function: no template shows their code. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import configuration from '../../../cdk.json' with { type: 'json' };

type Outcome = { readonly code: number | string; readonly stdout: string; readonly stderr: string };

export type ProjectCopy = {
  /** Runs `infra/cdk.ts` in it. */
  cdk(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Outcome>;
  setStage(name: string, settings: object): void;
  /** Takes this cloud assembly instead of what the app makes, which takes a while. */
  setAssembly(directory: string): void;
  remove(): void;
};

const PROJECT = resolve(import.meta.dirname, '../../..');

/** Node keeps imports of a folder's link apart from it, so what has code of its own to run is copied. */
const COPIED = ['infra', 'package.json', 'schema.graphql'];
const LINKED = ['domain', 'functions', 'node_modules', 'resolvers'];

export function copyProject(): ProjectCopy {
  const directory = mkdtempSync(join(tmpdir(), 'ordersaga-'));
  for (const name of COPIED) cpSync(join(PROJECT, name), join(directory, name), { recursive: true });
  // Windows lets everybody make junctions.
  for (const name of LINKED) symlinkSync(join(PROJECT, name), join(directory, name), 'junction');
  mkdirSync(join(directory, 'stages'));
  const setApp = (app: string) => {
    writeFileSync(join(directory, 'cdk.json'), JSON.stringify({ ...configuration, app, notices: false }));
  };
  setApp(`node ${join('infra', 'lifecycle', 'testing', 'app-without-bundles.ts')}`);
  return {
    setAssembly: setApp,
    cdk: (args, environment) =>
      new Promise((settle) => {
        // Whoever runs the tests may have a profile, an endpoint or credentials of their own.
        const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
        const options = { cwd: directory, env: { ...Object.fromEntries(own), ...environment } };
        execFile(process.execPath, ['infra/cdk.ts', ...args], options, (error, stdout, stderr) => {
          settle({ code: error ? (error.code ?? 'killed') : 0, stdout, stderr });
        });
      }),
    setStage: (name, settings) => {
      writeFileSync(join(directory, 'stages', `${name}.json`), JSON.stringify(settings));
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}
