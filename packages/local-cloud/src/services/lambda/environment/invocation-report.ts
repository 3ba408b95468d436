/** The lines that Lambda itself writes around those of an invocation ("Lambda function logs", developer guide). */

import type { FunctionDefinition } from './definition.ts';

type InvocationReport = {
  start(requestId: string): void;
  /** Does nothing if no invocation runs. */
  end(): void;
};

/** `write` gets one line each time. The memory that an invocation used isn't measured here, so no line says it. */
export function createInvocationReport(
  { version, memoryMb }: Pick<FunctionDefinition, 'version' | 'memoryMb'>,
  write: (line: string) => void,
): InvocationReport {
  let running: { readonly requestId: string; readonly startedAt: number } | undefined;
  return {
    start: (requestId) => {
      running = { requestId, startedAt: performance.now() };
      write(`START RequestId: ${requestId} Version: ${version}`);
    },
    end: () => {
      if (!running) return;
      const { requestId, startedAt } = running;
      running = undefined;
      const durationMs = performance.now() - startedAt;
      const members = [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMs.toFixed(2)} ms`,
        `Billed Duration: ${Math.ceil(durationMs)} ms`,
        `Memory Size: ${memoryMb} MB`,
      ];
      write(`END RequestId: ${requestId}`);
      write(`${members.join('\t')}\t`);
    },
  };
}
