/** What an API writes into its log group ("Monitoring and logging", AppSync developer guide), as far as its level asks for it. */

export type FieldLogLevel = 'NONE' | 'ERROR' | 'INFO' | 'DEBUG' | 'ALL';

export type RequestLog = {
  /** What a handler passed to `console`, such as `INFO - code.js:3:5: "found" 1`. */
  handlerLines(requestId: string, lines: readonly string[]): void;
  /** What became of a request. Headers, documents, variables and results are never written. */
  summary(requestId: string, summary: RequestSummary): void;
};

type RequestSummary = {
  readonly statusCode: number;
  readonly latencyMs: number;
  readonly errors: readonly FieldErrorEntry[];
};

/** What is written of an entry of `errors`. */
type FieldErrorEntry = { readonly path?: unknown; readonly errorType?: string | null; readonly message: string };

export const NO_LOG: RequestLog = { handlerLines: () => {}, summary: () => {} };

const RANKS: { readonly [level in FieldLogLevel]: number } = { NONE: 0, ERROR: 1, INFO: 2, DEBUG: 3, ALL: 4 };

export function isFieldLogLevel(level: string): level is FieldLogLevel {
  return Object.hasOwn(RANKS, level);
}

export function createRequestLog(
  graphQLAPIId: string,
  level: FieldLogLevel,
  write: (message: string) => void,
): RequestLog {
  const isWritten = (wanted: FieldLogLevel): boolean => RANKS[wanted] <= RANKS[level];
  return {
    handlerLines: (requestId, lines) => {
      for (const line of lines) if (isWritten(levelOf(line))) write(`${requestId} ${line}`);
    },
    summary: (requestId, { statusCode, latencyMs, errors }) => {
      const ids = { requestId, graphQLAPIId };
      if (isWritten('ERROR')) {
        for (const { path, errorType, message } of errors) {
          const error = { logType: 'ResponseMapping', path, fieldInError: true, errorType, errors: [message] };
          write(JSON.stringify({ ...error, ...ids }));
        }
      }
      write(JSON.stringify({ logType: 'RequestSummary', ...ids, statusCode, latency: Math.round(latencyMs * 1e6) }));
    },
  };
}

/** A line without a level says why the code failed. */
function levelOf(line: string): FieldLogLevel {
  const [level = ''] = line.split(' ');
  return ['INFO', 'WARN', 'DEBUG'].includes(level) ? 'INFO' : 'ERROR';
}
