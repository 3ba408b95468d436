/** Takes out of a message what must not be pasted into a public issue. */

const ARN = /arn:aws[\w-]*:[^\s"',]+/g;
const ACCESS_KEY = /\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g;
const ACCOUNT = /\b\d{12}\b/g;

/** The message without ARNs, access keys and account ids. */
export function withoutAccount(message: string): string {
  return message.replace(ARN, '<ARN>').replace(ACCESS_KEY, '<key>').replace(ACCOUNT, '<account>');
}
