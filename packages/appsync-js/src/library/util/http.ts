/** `util.http`. */
import { toJson } from '../limits/json-text.ts';
import { entries, isRecord } from '../kernel/natives.ts';
import { run } from '../call/run.ts';
import { toBytes } from './utf8.ts';

/** Developer Guide, "HTTP helpers in util.http". */
const NOT_COPIED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'transfer-encoding',
  'upgrade',
]);

const NOT_ADDED = new Set([
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'content-type',
  'vary',
]);

const NOT_ADDED_PREFIXES = ['x-amz-', 'x-amzn-'];

/** Names and values of all response headers together. */
const MAX_HEADERS_BYTES = 4_096;

function copyHeaders(headers: unknown): { [name: string]: unknown } {
  const copy: { [name: string]: unknown } = {};
  if (!isRecord(headers)) return copy;
  for (const [name, value] of entries(headers)) if (!NOT_COPIED.has(name.toLowerCase())) copy[name] = value;
  return copy;
}

function addResponseHeader(name: unknown, value: unknown): void {
  if (typeof name !== 'string' || name === '') return reject('A response header needs a name.');
  const problem = problemOf(name, value);
  if (problem !== undefined) return reject(problem);
  run.responseHeaders[name] = valueOf(value);
}

function reject(problem: string): void {
  run.outErrors.push({ message: problem, errorType: 'ResponseHeaderError', data: null, errorInfo: null });
}

function addResponseHeaders(headers: unknown): void {
  if (isRecord(headers)) for (const [name, value] of entries(headers)) addResponseHeader(name, value);
}

/** Why the header is left out, if it is. Counts the size, which a header that is replaced later has taken up too. */
function problemOf(name: string, value: unknown): string | undefined {
  if (isRestricted(name.toLowerCase())) return `The response header '${name}' is restricted.`;
  if (value === undefined || value === null) return `The response header '${name}' has no value.`;
  const size = toBytes(name + String(valueOf(value))).length;
  if (run.responseHeaderSize + size > MAX_HEADERS_BYTES) {
    return `The response headers have more than ${MAX_HEADERS_BYTES} bytes.`;
  }
  run.responseHeaderSize += size;
  return undefined;
}

function isRestricted(name: string): boolean {
  for (const prefix of NOT_ADDED_PREFIXES) if (name.startsWith(prefix)) return true;
  return NOT_COPIED.has(name) || NOT_ADDED.has(name);
}

/** Undefined for a function, which JSON doesn't know. */
function valueOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : toJson(value);
}

export const http = { copyHeaders, addResponseHeader, addResponseHeaders };
