/** Asks one question: tries again under load, and tells an answer from what leaves it unknown. */
import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from '../json.ts';
import type { Answer, Case } from './case.ts';
import { withoutAccount } from './without-account.ts';

export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Why there is no answer, without account ids. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** The service rejects the credentials themselves, so that no question can be asked. */
export class CredentialsRejectedError extends Error {
  override readonly name = 'CredentialsRejectedError';
}

export type Ask = <Target>(question: Pick<Case<Target>, 'run'>, target: Target) => Promise<Outcome>;

/** With those before it, about six seconds at most: AWS publishes no quota for EvaluateCode and TestState. */
const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 200;

/** All questions of the result pause together when one of them is throttled. */
export function createAsk(pause: (milliseconds: number) => Promise<unknown> = delay): Ask {
  let pausing: Promise<unknown> = Promise.resolve();
  return async (question, target) => {
    for (let attempt = 1; ; attempt += 1) {
      await pausing;
      try {
        return { kind: 'answer', answer: await question.run(target) };
      } catch (error) {
        if (!isAboutLoad(error) || attempt === MAX_ATTEMPTS) return outcomeOf(error, attempt);
        pausing = pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
      }
    }
  };
}

/** Throttled, overloaded or unreachable: the same question may get an answer later. */
function isAboutLoad(error: unknown): boolean {
  const status = statusOf(error);
  return THROTTLED.test(nameOf(error)) || status === 429 || (status !== undefined && status >= 500) || isNetwork(error);
}

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
const NETWORK = /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError|UND_ERR_\w+)$/;

function isNetwork(error: unknown): boolean {
  return isRecord(error) && (NETWORK.test(String(error['code'])) || NETWORK.test(nameOf(error)));
}

/** The services' names for a key or token that is unknown, expired or wrongly signed. */
const REJECTED_CREDENTIALS =
  /^(UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/;
const NOT_ANSWERED = /^(AccessDenied|UnauthorizedOperation|UnknownOperation)/;

function outcomeOf(error: unknown, attempts: number): Outcome {
  const name = nameOf(error);
  const message = error instanceof Error ? error.message : '';
  const words = withoutAccount(`${name}: ${message}`);
  if (REJECTED_CREDENTIALS.test(name)) throw new CredentialsRejectedError(words, { cause: error });
  if (isAboutLoad(error)) return { kind: 'unknown', reason: `${words} (${attempts} attempts)` };
  if (NOT_ANSWERED.test(name)) return { kind: 'unknown', reason: words };
  if (statusOf(error) === undefined) throw error;
  return { kind: 'answer', answer: { exception: name, wording: withoutAccount(message) } };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The HTTP status of an exception of the SDK. */
function statusOf(error: unknown): number | undefined {
  const metadata = isRecord(error) ? error['$metadata'] : undefined;
  const status = isRecord(metadata) ? metadata['httpStatusCode'] : undefined;
  return typeof status === 'number' ? status : undefined;
}
