/** What every command does with its arguments: unknown ones are an error in one line, never a guess or a stack trace. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** The arguments are wrong; the message says which, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** As `parseArgs`, over the process's own arguments. Throws `UsageError` for what the command does not know. */
export function parseOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason.replace(/\.?$/, '.')} Try --help.`);
  }
}

/** The option's value as a whole number from `low` on. Throws `UsageError`. */
export function wholeNumber(option: string, given: string, low: number): number {
  if (!/^\d{1,9}$/.test(given) || Number(given) < low) {
    throw new UsageError(`--${option} must be a whole number from ${low} on; it is "${given}". Try --help.`);
  }
  return Number(given);
}

/**
 * Runs a command. It ends with 2 for wrong arguments and with 1 for any other error; `describe` says in a line what a
 * user can mend, and gives undefined for a bug, which shows where it happened.
 */
export async function runCommand(
  run: () => Promise<void>,
  describe: (error: unknown) => string | undefined,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${isUsage ? error.message : (describe(error) ?? traceOf(error))}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The names under which AWS services reject credentials ("Common errors" in the API references). */
const REJECTED_CREDENTIALS: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Says in a line why a call of AWS failed and, if that is known, what to do. */
export function describeAwsError(error: unknown): string {
  if (!(error instanceof Error)) return `Error: ${String(error)}`;
  const { name, message } = error;
  if (name === 'CredentialsProviderError') {
    return (
      `There are no AWS credentials: ${sentence(message)} ` +
      'Sign in with the AWS CLI, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
    );
  }
  if (message === 'Region is missing') {
    return 'There is no AWS region. Set AWS_REGION, or "region" in the stage\'s file in stages/.';
  }
  if (REJECTED_CREDENTIALS.has(name)) {
    return `AWS rejects the credentials (${name}): ${sentence(message)} Sign in again, or set AWS_PROFILE to others.`;
  }
  if ('syscall' in error) {
    return `AWS can't be reached: ${sentence(message)} Check the network, the region, and AWS_ENDPOINT_URL if it is set.`;
  }
  return `${name}: ${message}`;
}

function sentence(message: string): string {
  return message.replace(/\.?$/, '.');
}
