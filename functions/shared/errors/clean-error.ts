/**
 * Errors without what a log must not hold. Libraries put whole responses of providers into the fields and messages
 * of their errors: secrets, addresses, cards. Lambda's runtime prints what a handler throws, and Step Functions keeps it.
 */

/** The parts of an error that may be logged. */
export type CleanError = {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly cause?: CleanError | undefined;
};

/** Fields of our own errors, and of those of Node.js and AWS, whose messages we know. An error with more is a stranger. */
const KNOWN_FIELDS = ['name', 'message', 'stack', 'cause', 'code', 'errno', 'syscall', 'address', 'port', 'hostname'];

const MAX_CAUSE_DEPTH = 5;

/** The allowed parts of what was thrown, and of its causes. */
export function describeError(thrown: unknown, depth = 0): CleanError {
  if (!(thrown instanceof Error))
    return { name: 'Error', message: `Something was thrown that is not an error: ${typeof thrown}` };
  const fields = new Map<string, unknown>(Object.entries(thrown));
  const metadata = new Map<string, unknown>(Object.entries(fields.get('$metadata') ?? {}));
  const isKnown = metadata.size > 0 || [...fields.keys()].every((field) => KNOWN_FIELDS.includes(field));
  const name = word(thrown.name) ?? 'Error';
  const message = isKnown
    ? withoutPersons(thrown.message)
    : 'The message is left out: it may hold what is confidential';
  return {
    name,
    message,
    stack: [`${name}: ${message}`, ...framesOf(thrown)].join('\n'),
    code: word(fields.get('code')),
    status: [metadata.get('httpStatusCode'), fields.get('statusCode')].find((status) => typeof status === 'number'),
    requestId: word(metadata.get('requestId') ?? fields.get('requestId')),
    cause: thrown.cause === undefined || depth >= MAX_CAUSE_DEPTH ? undefined : describeError(thrown.cause, depth + 1),
  };
}

/** An error to throw in place of another one. Retry policies go by its name, so that stays; its other fields don't. */
export function cleanError(thrown: unknown): Error {
  const { name, message, stack } = describeError(thrown);
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  return error;
}

/** The frames of the stack; the lines before repeat the message. */
function framesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : undefined;
}

/** E-mail addresses, and providers' secrets and tokens (`sk_…`, `pm_…`, `…_secret_…`). */
function withoutPersons(text: string): string {
  return text.replace(/[^\s<>"',:;]+@[^\s<>"',:;]+|\b\w*_secret_\w+|\b(?:sk|rk|pk|pm|tok|card|src|seti|cus)_\w+/g, '…');
}
