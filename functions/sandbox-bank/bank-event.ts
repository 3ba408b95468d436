/** The two events of the bank: a request to its URL, and a task of the sandbox gateway. */
import { isObject } from '../../domain/is-object.ts';
import type { BankTask } from '../shared/payment-gateway/sandbox-bank.ts';
import type { Decision } from '../shared/payment-gateway/sandbox-cards.ts';

/** What counts of a function URL's event ("Invoking Lambda function URLs", Lambda guide). */
export type PageRequest = {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly queryStringParameters?: { readonly [name: string]: string };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

export function isPageRequest(event: unknown): event is PageRequest {
  if (!isObject(event) || !isObject(event['requestContext'])) return false;
  const { http } = event['requestContext'];
  return isObject(http) && typeof http['method'] === 'string';
}

export function isBankTask(event: unknown): event is BankTask {
  if (!isObject(event)) return false;
  const { paymentId, decision, words } = event;
  return typeof paymentId === 'string' && isDecision(decision) && typeof words === 'number';
}

function isDecision(value: unknown): value is Decision {
  return value === 'CONFIRMED' || value === 'REFUSED';
}

/** What the form of the page says. Undefined if it says nothing that the bank understands. */
export function decisionIn({ body = '', isBase64Encoded = false }: PageRequest): Decision | undefined {
  const form = new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  const decision = form.get('decision');
  return isDecision(decision) ? decision : undefined;
}
