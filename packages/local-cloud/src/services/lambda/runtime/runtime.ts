/**
 * The Node.js runtime of an execution environment, run in a worker thread: loads the handler, calls it for each event,
 * and returns what AWS's runtime interface client returns. Handlers are async functions: Lambda's Node.js 24 runtime
 * has dropped callbacks.
 */

import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { loadHandler, named } from './load-handler.ts';
import type { Handler } from './load-handler.ts';
import { isRuntimeSettings } from './messages.ts';
import type { FromRuntime, RuntimeSettings, ToRuntime } from './messages.ts';

const settings = readSettings(workerData);
let hasServed = false;

sendLogs();
process.on('uncaughtException', (error) => {
  fail(error, true);
  process.exit(129);
});
process.on('unhandledRejection', (reason) => {
  fail(named('Runtime.UnhandledPromiseRejection', String(reason)), true);
  process.exit(128);
});
try {
  const handler = await loadHandler(settings.codeDirectory, settings.handler);
  parentPort?.on('message', (invocation: ToRuntime) => {
    serve(handler, invocation).catch((error: unknown) => fail(error, true));
  });
  send({ type: 'ready' });
} catch (error) {
  fail(error, true);
  process.exit(1);
}

function readSettings(data: unknown): RuntimeSettings {
  if (isRuntimeSettings(data)) return data;
  throw new Error('The runtime was started without its settings.');
}

function send(message: FromRuntime): void {
  parentPort?.postMessage(message);
}

/** Sends output by message, so that lines arrive before the result that follows them. */
function sendLogs(): void {
  type Callback = (error?: Error | null) => void;
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Callback, callback?: Callback): boolean => {
      send({ type: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
      const written = typeof encoding === 'function' ? encoding : callback;
      if (written) process.nextTick(written);
      return true;
    };
  }
}

async function serve(handler: Handler, invocation: ToRuntime): Promise<void> {
  process.env['_X_AMZN_TRACE_ID'] = traceHeaderFor(invocation);
  try {
    const payload = stringify(await handler(JSON.parse(invocation.payload), contextOf(invocation)));
    // A rejection without a handler is an error of this invocation, and is reported by now.
    await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'result', payload });
  } catch (error) {
    fail(error, false);
  }
  // A thread that is terminated doesn't keep what it has compiled, and the first invocation compiles the most.
  if (!hasServed) flushCompileCache();
  hasServed = true;
}

/** The function is a part of its caller's trace, or begins one. Nothing takes segments here, so none are sampled. */
function traceHeaderFor({ traceHeader = '' }: ToRuntime): string {
  const [, given] = /(?:^|;)\s*Root=([^;]+)/.exec(traceHeader) ?? [];
  const root = given ?? `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  return `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

function contextOf({ requestId, functionArn, deadline }: ToRuntime): object {
  return {
    functionName: settings.functionName,
    functionVersion: settings.functionVersion,
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(settings.memoryMb),
    awsRequestId: requestId,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function stringify(result: unknown): string {
  try {
    const json: unknown = JSON.stringify(result);
    return typeof json === 'string' ? json : 'null';
  } catch {
    throw named('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

function fail(error: unknown, isFatal: boolean): void {
  send({ type: 'error', payload: describe(error), isFatal });
}

function describe(error: unknown): string {
  const described =
    error instanceof Error
      ? {
          errorType: error.name,
          errorMessage: asInLambda(error.message),
          trace: asInLambda(error.stack ?? '').split('\n'),
        }
      : { errorType: typeof error, errorMessage: String(error), trace: [] };
  process.stderr.write(`Invoke Error ${described.errorType}: ${described.errorMessage}\n`);
  return JSON.stringify(described);
}

/** Lambda runs functions in /var/task, and its own code in /var/runtime. */
function asInLambda(text: string): string {
  return text
    .replaceAll(pathToFileURL(import.meta.dirname).href, 'file:///var/runtime')
    .replaceAll(pathToFileURL(settings.codeDirectory).href, 'file:///var/task')
    .replaceAll(settings.codeDirectory, '/var/task');
}
