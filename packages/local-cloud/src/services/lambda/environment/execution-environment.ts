/** One execution environment: a worker thread in which the runtime serves one invocation at a time. */

import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { embeddedMetrics } from '../../../aws/embedded-metric-format.ts';
import { AwsError } from '../../../aws/error.ts';
import type { FunctionDefinition, FunctionDependencies, FunctionError, Invocation, Outcome } from './definition.ts';
import { environmentVariables } from './environment-variables.ts';
import { createInvocationReport } from './invocation-report.ts';
import { createLineSplitter } from './line-splitter.ts';
import type { FromRuntime, RuntimeSettings, ToRuntime } from '../runtime/messages.ts';
import { inBackground } from '../../../kernel/in-background.ts';
import { isObject } from '../../../kernel/json.ts';

export type ExecutionEnvironment = {
  /** Resolves when the handler is loaded, or with the error that kept it from being so. */
  readonly initialized: Promise<Outcome | undefined>;
  /** Call it when initialized, and again when the last call is over. Rejects only when the environment is closed. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** False after a timeout or a crash: the environment cannot be used again. */
  isAlive(): boolean;
  close(): Promise<void>;
};

/** Lambda's limit for loading a function (developer guide, "Understanding the Lambda execution environment lifecycle"). */
const INIT_TIMEOUT_SECONDS = 10;

/** What the response of an invocation with `LogType: Tail` holds at most. */
const LOG_TAIL_CHARACTERS = 4096;

const RUNTIME = new URL('../runtime/start.mjs', import.meta.url);

export function startExecutionEnvironment(
  definition: FunctionDefinition,
  { awsEndpointUrl, log, writeLogEvent, record = () => {} }: FunctionDependencies,
): ExecutionEnvironment {
  const settings = settingsOf(definition);
  const worker = new Worker(RUNTIME, {
    name: definition.name,
    env: environmentVariables(definition, awsEndpointUrl, settings.logStreamName),
    workerData: settings,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
  });
  let isAlive = true;
  let logTail = '';
  let crash: Invocation['crash'];
  let requestId: string = randomUUID();
  let pending = Promise.withResolvers<Outcome | undefined>();
  const logLines = createLineSplitter((line) => {
    embeddedMetrics(line).forEach(record);
    log(`[${definition.name}] ${line}`);
    writeLogEvent(settings.logStreamName, line);
  });
  const report = createInvocationReport(definition, (line) => {
    logTail = withTail(logTail, `${/[^\n]$/.test(logTail) ? '\n' : ''}${line}\n`);
    writeLogEvent(settings.logStreamName, line);
  });

  const end = (outcome: Omit<Outcome, 'logTail'> | undefined) => {
    logLines.flush();
    report.end();
    pending.resolve(outcome && { ...outcome, logTail });
  };
  const endWith = (error: FunctionError) => {
    isAlive = false;
    end({ payload: JSON.stringify(error), functionError: 'Unhandled' });
  };

  const writeLog = (text: string) => {
    logTail = withTail(logTail, text);
    logLines.write(text);
  };

  const kill = (): void => {
    endWith(exitError(requestId, 'Runtime exited with error: signal: killed'));
    inBackground('An execution environment could not be ended', worker.terminate());
  };

  const onMessage = (message: FromRuntime): void => {
    if (message.type === 'log') return writeLog(message.text);
    if (crash === 'after') return kill();
    if (message.type === 'ready') return end(undefined);
    if (message.type === 'result') return end({ payload: message.payload });
    isAlive &&= !message.isFatal;
    end({ payload: message.payload, functionError: 'Unhandled' });
  };

  const onTimeout = (seconds: number): void => {
    const words = `Task timed out after ${seconds.toFixed(2)} seconds`;
    writeLog(`${new Date().toISOString()} ${requestId} ${words}\n`);
    endWith({ errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${words}` });
    inBackground('An execution environment could not be ended', worker.terminate());
  };

  const within = async (seconds: number, outcome: Promise<Outcome | undefined>): Promise<Outcome | undefined> => {
    const timer = setTimeout(() => onTimeout(seconds), seconds * 1000);
    return outcome.finally(() => clearTimeout(timer));
  };

  worker.on('message', onMessage);
  worker.on('error', (error: unknown) => {
    const isOutOfMemory = isObject(error) && error['code'] === 'ERR_WORKER_OUT_OF_MEMORY';
    const reason = isOutOfMemory ? 'signal: killed' : String(error);
    endWith(exitError(requestId, `Runtime exited with error: ${reason}`));
  });
  worker.on('exit', (code) => {
    const words =
      code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
    endWith(exitError(requestId, words));
  });

  return {
    initialized: within(INIT_TIMEOUT_SECONDS, pending.promise),
    invoke: async (invocation) => {
      requestId = invocation.requestId;
      logTail = '';
      pending = Promise.withResolvers();
      ({ crash } = invocation);
      report.start(requestId);
      const deadline = Date.now() + definition.timeoutSeconds * 1000;
      if (crash === 'before') kill();
      else worker.postMessage({ ...invocation, deadline } satisfies ToRuntime);
      const outcome = await within(definition.timeoutSeconds, pending.promise);
      if (!outcome) throw new Error('An environment that is ready says so once.');
      return outcome;
    },
    isAlive: () => isAlive,
    close: async () => {
      isAlive = false;
      pending.reject(stopping());
      await worker.terminate();
    },
  };
}

function withTail(tail: string, text: string): string {
  return (tail + text).slice(-LOG_TAIL_CHARACTERS);
}

/** What an invocation gets that the end of the local cloud cuts off. */
export function stopping(): AwsError {
  return new AwsError('ServiceException', 'The local cloud is stopping.', 500);
}

function settingsOf(definition: FunctionDefinition): RuntimeSettings {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    codeDirectory: definition.codeDirectory,
    handler: definition.handler,
    functionName: definition.name,
    functionVersion: definition.version,
    memoryMb: definition.memoryMb,
    logGroupName: definition.logGroupName,
    logStreamName: `${day}/[${definition.version}]${randomUUID().replaceAll('-', '')}`,
  };
}

function exitError(requestId: string, words: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: ${words}`,
  };
}
