/** Every response must have AppSync's shape, and nothing of this machine in it. */
import assert from 'node:assert/strict';
import { homedir, tmpdir } from 'node:os';
import { parseServerMessage } from '@ordersaga/appsync-realtime';
import { isObject, parseJson } from '../../../../kernel/json.ts';
import { valueAt } from '../value-at.ts';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly text: string;
};

/** A stack trace, or a path of this machine. */
const LEAKS = [/\bat \w.*:\d+:\d+/, /file:\/\//, /node:internal/, /node_modules/, /\.ts\b/, /\n {4}at /];
const PATHS = [process.cwd(), tmpdir(), homedir()].filter((path) => path.length > 1);

/** Fails for a leak that `sent` did not contain itself. */
export function assertNoLeak(text: string, sent: string): void {
  const found = [...LEAKS.map((leak) => leak.exec(text)?.[0]), ...PATHS.filter((path) => text.includes(path))];
  for (const leak of found)
    assert.ok(leak === undefined || sent.includes(leak), `The response contains ${leak}: ${text}`);
}

/** A response of the GraphQL endpoint over HTTP. */
export function assertHttpAnswer({ status, headers, text }: HttpAnswer, sent: string): void {
  assertNoLeak(`${JSON.stringify(headers)}${text}`, sent);
  assert.ok([200, 400, 401, 403, 413].includes(status), `${status} ${text}`);
  assert.equal(headers['content-type'], 'application/json;charset=UTF-8');
  assertGraphqlAnswer(status, text);
  if (status === 200) return;
  assert.equal(headers['x-amzn-errortype'], valueAt(parseJson(text), 'errors', 0, 'errorType'));
}

/** `text` is the body of a response. */
export function assertGraphqlAnswer(status: number, text: string): void {
  const answer: unknown = JSON.parse(text);
  assert.ok(isObject(answer), text);
  const { data, errors, ...others } = answer;
  assert.deepEqual(others, {});
  assert.ok(status !== 200 || data === null || isObject(data), text);
  if (status === 200 && isObject(data) && errors === undefined) return;
  assert.ok(Array.isArray(errors) && errors.length > 0, text);
  for (const error of errors) assertError(error, status);
}

function assertError(error: unknown, status: number): void {
  assert.ok(isObject(error) && typeof error['message'] === 'string');
  assert.notEqual(error['errorType'], 'InternalFailure');
  if (status !== 200) return assert.ok(typeof error['errorType'] === 'string' && error['errorType'] !== '');
  const { path, locations, message: _message, errorType, data: _data, errorInfo: _errorInfo, ...others } = error;
  assert.deepEqual(others, {});
  assert.ok(path === undefined || path === null || Array.isArray(path));
  assert.ok(locations === undefined || locations === null || Array.isArray(locations));
  assert.ok(errorType === undefined || errorType === null || typeof errorType === 'string');
}

/** A message of the real-time endpoint. */
export function assertServerMessage(text: string, sent: string): void {
  assertNoLeak(text, sent);
  const message = parseServerMessage(text);
  assert.ok(message !== undefined, text);
  if (message.type !== 'error' && message.type !== 'connection_error') return;
  const { errors } = message.payload;
  assert.ok(errors.length > 0, text);
  for (const { errorType, message: words, errorCode = 400 } of errors) {
    assert.equal(typeof words, 'string');
    assert.notEqual(errorType, 'InternalFailure');
    assert.ok(errorCode >= 400 && errorCode < 500, text);
  }
}
