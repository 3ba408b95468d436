/** Runs the AWS CDK's command line as a process, with the terminal that this one has. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** Resolves with the exit code when CDK has ended; a signal that ended it counts as 1. */
export type RunCdk = (...args: readonly string[]) => Promise<number>;

export async function runCdk(...args: readonly string[]): Promise<number> {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [cdk, ...args], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both, and CDK may have to end in order; `kill` reaches only this process.
  const ignore = () => {};
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on('SIGINT', ignore).on('SIGTERM', forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject).on('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', forward);
  }
}
