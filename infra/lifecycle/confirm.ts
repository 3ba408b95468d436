/** Asks a question before something is deleted. */
import { createInterface } from 'node:readline';
import { StageError } from '../stage-settings.ts';

/** CDK knows all of these. */
const CONFIRMATIONS = new Set(['--force', '-f', '--yes', '-y']);

/** True if the options confirm it, or the terminal does. Throws `StageError` if neither can. */
export async function isConfirmed(
  question: string,
  options: readonly string[],
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
): Promise<boolean> {
  if (options.some((option) => CONFIRMATIONS.has(option))) return true;
  if (!input.isTTY) {
    throw new StageError(`${question}? Nobody can confirm it without a terminal. Add --force to confirm it.`);
  }
  const lines = createInterface({ input, output: process.stderr });
  lines.setPrompt(`${question} (y/n)? `);
  lines.prompt();
  // Ctrl-D and Ctrl-C close it without a line.
  const answer = await new Promise<string>((resolve) => lines.once('line', resolve).once('close', () => resolve('')));
  lines.close();
  return /^y(es)?$/i.test(answer);
}
